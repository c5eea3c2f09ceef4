package dev.tidemark.formats.table;

import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Tables and formats by name: the built-in ones, and those of a user. Immutable. */
public final class Catalog {
    private static final Key<Map<String, Section>> TABLES =
            Key.of("tables", Kind.NAMED, Map.of(), "tables of your own, by name");
    private static final Key<Map<String, Section>> FORMATS =
            Key.of("formats", Kind.NAMED, Map.of(), "formats of your own, by name");

    private final Map<String, Supplier<TableDefinition>> tables;
    private final Map<String, FormatOptions> formats;

    Catalog(Map<String, Supplier<TableDefinition>> tables, Map<String, FormatOptions> formats) {
        this.tables = tables;
        this.formats = formats;
    }

    /** The tables and formats that come with the program. */
    public static Catalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /** Made once, when first asked for. */
    private static final class BuiltIn {
        static final Catalog CATALOG = BuiltInTables.catalog();
    }

    /** The formats of this one, and these tables. */
    Catalog withTables(Map<String, Supplier<TableDefinition>> others) {
        return new Catalog(others, formats);
    }

    /**
     * This catalog with the tables and formats of a document, {@code [tables.NAME]} and {@code [formats.NAME]}; those
     * of a name that is there already take its place. What is wrong with them goes to the problems of the document.
     */
    public Catalog with(Section root) {
        Map<String, FormatOptions> allFormats = new TreeMap<>(formats);
        root.read(FORMATS)
                .forEach((name, section) ->
                        FormatReader.read(section).ifPresent(format -> allFormats.put(name, format)));
        Catalog known = new Catalog(tables, allFormats);
        TableReader reader = new TableReader(known.formatKind());
        Map<String, Supplier<TableDefinition>> allTables = new TreeMap<>(tables);
        root.read(TABLES).forEach((name, section) -> {
            TableDefinition table = reader.read(name, section);
            allTables.put(name, () -> table);
        });
        return new Catalog(allTables, allFormats);
    }

    public Set<String> tables() {
        return new TreeSet<>(tables.keySet());
    }

    public Set<String> formats() {
        return new TreeSet<>(formats.keySet());
    }

    /** @throws IllegalArgumentException if there is no such table; the message offers the nearest name */
    public CompiledTable table(String name) {
        return CompiledTable.of(definition(name));
    }

    TableDefinition definition(String name) {
        Supplier<TableDefinition> table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException(
                    "there is no table '" + name + "'" + Nearest.hint(name, tables.keySet()));
        }
        return table.get();
    }

    /** @throws IllegalArgumentException if there is no such format; the message offers the nearest name */
    public FormatOptions format(String name) {
        FormatOptions format = formats.get(name);
        if (format == null) {
            throw new IllegalArgumentException(
                    "there is no format '" + name + "'" + Nearest.hint(name, formats.keySet()));
        }
        return format;
    }

    /** For keys that name a table. */
    public Kind<CompiledTable> tableKind() {
        return Kind.TEXT.map("the name of a table", this::table);
    }

    /** For keys that name a format, or hold one. */
    public Kind<FormatOptions> formatKind() {
        Kind<FormatOptions> named = Kind.TEXT.map("the name of a format", this::format);
        Kind<FormatOptions> written = Kind.SECTION.map("a format", section -> {
            Optional<FormatOptions> format = FormatReader.read(section);
            // Of one that cannot be used the reason has been told; what stands in for it is never read.
            return format.orElse(new dev.tidemark.formats.record.JsonLines());
        });
        return Kind.textOr(named, written);
    }
}
