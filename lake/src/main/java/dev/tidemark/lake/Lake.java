package dev.tidemark.lake;

import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A folder of Iceberg tables. Many processes may use one at once; safe for many threads.
 *
 * <p>Opening one costs nothing: the catalog is opened by the first call that needs it, and made by the first that
 * writes. The folder must stay where it is, see {@link dev.tidemark.lake}.
 */
public final class Lake implements AutoCloseable {
    private final Path folder;
    private final Clock clock;
    private final LakeSettings settings;
    private final Catalog catalog;

    private Lake(Path folder, Clock clock, LakeSettings settings) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
        this.settings = settings;
        catalog = new Catalog(this.folder);
    }

    /** @param folder need not exist */
    public static Lake open(Path folder, Clock clock, LakeSettings settings) {
        return new Lake(folder, clock, settings);
    }

    /**
     * Begins to load what the first lake of a process needs, on a thread of its own. For who knows that a lake will be
     * opened, before it is known which.
     */
    public static void warmUp() {
        WarmUp.start();
    }

    public Path folder() {
        return folder;
    }

    /** Names of the tables, sorted; none if nothing was ever written. */
    public List<String> tables() throws IOException {
        return catalog.tables();
    }

    /** The columns of a table, in the lake's order; empty if there is no such table. */
    public Optional<Schema> schema(String table) throws IOException {
        return find(table).map(LakeTable::schema);
    }

    Optional<LakeTable> find(String name) throws IOException {
        return catalog.find(name).map(table -> new LakeTable(name, table));
    }

    LakeTable ensure(String name, Schema schema) throws IOException {
        return LakeTable.ensure(catalog, name, schema);
    }

    Catalog catalog() {
        return catalog;
    }

    Clock clock() {
        return clock;
    }

    LakeSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        catalog.close();
    }
}
