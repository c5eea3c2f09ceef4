package dev.tidemark.lake;

import dev.tidemark.lake.io.Durable;
import dev.tidemark.lake.io.LocalFileIO;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.ClientPool;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a lake folder: a SQLite file with a row per table, and the tables' files beside it. Nothing is opened
 * before it is needed, and nothing is made before something is to be written.
 */
final class Catalog implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.of("tidemark");
    private static final int OPENINGS = 10;
    private static final Map<String, String> TABLE_PROPERTIES = Map.of(
            "format-version", "2",
            "write.metadata.delete-after-commit.enabled", "true",
            "write.metadata.previous-versions-max", "10",
            "commit.retry.num-retries", "20",
            "commit.retry.min-wait-ms", "10",
            "commit.retry.max-wait-ms", "1000");

    private final Path folder;
    private @Nullable JdbcCatalog catalog;
    /** Those of the catalog, closed with it. */
    private @Nullable Connections connections;

    Catalog(Path folder) {
        this.folder = folder;
    }

    /** The SQLite file. */
    Path file() {
        return folder.resolve("catalog.db");
    }

    /** How SQLite is reached: waits for another process rather than failing, and a commit is on the disk. */
    String url() {
        return "jdbc:sqlite:" + file() + "?busy_timeout=10000&journal_mode=WAL&synchronous=FULL";
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** Names of the tables, sorted. */
    List<String> tables() throws IOException {
        if (!exists()) {
            return List.of();
        }
        JdbcCatalog open = open();
        return Failures.checked(
                "listing the tables of " + folder,
                () -> open.namespaceExists(NAMESPACE)
                        ? open.listTables(NAMESPACE).stream()
                                .map(TableIdentifier::name)
                                .sorted()
                                .toList()
                        : List.of());
    }

    /** A table as it is now. */
    Optional<Table> find(String name) throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        JdbcCatalog open = open();
        return Failures.checked("reading table " + name, () -> {
            try {
                Table table = open.loadTable(identifier(name));
                checkPlace(name, LocalFileIO.path(table.location()));
                return Optional.of(table);
            } catch (NoSuchTableException e) {
                return Optional.empty();
            } catch (NotFoundException e) {
                throw moved(name, "" + e.getMessage(), e);
            }
        });
    }

    /** A copy of a lake would write into the original. */
    private void checkPlace(String name, Path location) throws IOException {
        if (!location.startsWith(folder) && !(Files.exists(location) && isHere(name, location))) {
            throw moved(name, "its files are in " + location, null);
        }
    }

    private boolean isHere(String name, Path location) throws IOException {
        Path here = folder.resolve(NAMESPACE.toString()).resolve(name);
        return Files.exists(here) && Files.isSameFile(here, location);
    }

    private IOException moved(String name, String why, @Nullable Exception cause) {
        return new IOException(
                "table " + name + " of the lake " + folder + " cannot be used: " + why + ". A lake names its files by"
                        + " absolute paths: if it was moved or copied, move it back, or put a symbolic link at its"
                        + " old place",
                cause);
    }

    /** Creates a table, unless another process just has. */
    Table create(String name, Schema schema, PartitionSpec spec, Map<String, String> properties) throws IOException {
        JdbcCatalog open = open();
        return Failures.checked("creating table " + name, () -> {
            try {
                return open.buildTable(identifier(name), schema)
                        .withPartitionSpec(spec)
                        .withProperties(TABLE_PROPERTIES)
                        .withProperties(properties)
                        .create();
            } catch (AlreadyExistsException e) {
                return open.loadTable(identifier(name));
            }
        });
    }

    private static TableIdentifier identifier(String name) {
        return TableIdentifier.of(NAMESPACE, name);
    }

    /**
     * Runs statements on a connection of the catalog.
     *
     * @param doing for the message when they fail
     */
    <T> T sql(String doing, ClientPool.Action<T, Connection, SQLException> statements) throws IOException {
        Connections pool = connections();
        return Failures.checked(doing + " in " + file(), () -> {
            try {
                return pool.run(statements);
            } catch (SQLException e) {
                throw new IOException(doing + " in " + file() + " failed: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException(doing + " was interrupted").initCause(e);
            }
        });
    }

    private synchronized Connections connections() throws IOException {
        open();
        return Objects.requireNonNull(connections);
    }

    /** Makes the catalog if there is none. */
    synchronized JdbcCatalog open() throws IOException {
        if (catalog == null) {
            WarmUp.await();
            Durable.createFolders(folder);
            catalog = Failures.checked("opening " + file(), this::opened);
        }
        return catalog;
    }

    /** Two processes that both make the catalog get in each other's way; the second attempt finds it made. */
    private JdbcCatalog opened() {
        UncheckedSQLException failure = null;
        for (int attempt = 0; attempt < OPENINGS; attempt++) {
            Connections own = new Connections(url());
            JdbcCatalog made = new JdbcCatalog(properties -> new LocalFileIO(), properties -> own, true);
            try {
                made.initialize(
                        "tidemark", Map.of("uri", url(), "warehouse", folder.toString(), "jdbc.schema-version", "V1"));
                createNamespace(made);
                connections = own;
                return made;
            } catch (UncheckedSQLException e) {
                made.close();
                failure = e;
            }
        }
        throw new UncheckedSQLException(failure, "gave up after %s attempts", OPENINGS);
    }

    private static void createNamespace(JdbcCatalog made) {
        try {
            if (!made.namespaceExists(NAMESPACE)) {
                made.createNamespace(NAMESPACE, Map.of());
            }
        } catch (AlreadyExistsException e) {
            return; // by another process, just now
        }
    }

    @Override
    public synchronized void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }
}
