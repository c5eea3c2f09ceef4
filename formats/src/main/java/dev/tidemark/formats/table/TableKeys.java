package dev.tidemark.formats.table;

import dev.tidemark.api.table.Type;
import dev.tidemark.formats.expression.TypeNames;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Reference;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/** The keys of tables and columns. */
public final class TableKeys {
    static final String FORMAT = "format";
    static final Key<String> DESCRIPTION = Key.of("description", Kind.TEXT, "", "what the table holds");
    static final Key<List<String>> FILES = Key.optional(
            "files",
            Kind.oneOrMore(Kind.FILE_NAMES),
            "patterns for the names of its logs (`*`, `?`, `[a-z]`, `{a,b}`): others in a folder are left alone");
    static final Key<List<String>> NULLS = Key.optional(
            "null",
            Kind.oneOrMore(Kind.TEXT),
            "texts that mean NULL, or objects and arrays as JSON writes them; not written: the empty text in lines, none in JSON");
    static final Key<String> FILTER =
            Key.optional("filter", Kind.TEXT, "condition over the columns; rows for which it is not true are left out");
    static final Key<Naming> NAMING =
            Key.of("naming", Naming.KIND, Naming.SAME, "how source fields are named after the columns");
    static final Key<Section> COLUMNS =
            Key.optional("columns", Kind.SECTION, "the columns in their order: `name = \"type\"` or a table for each");

    static final Key<Type> TYPE =
            Key.optional("type", Kind.TEXT.map("a type", TypeNames::parse), "type of the values; see below");
    static final Key<List<String>> SOURCE = Key.optional(
            "source",
            Kind.oneOrMore(Kind.TEXT),
            "source field, or several: the first that has a value; not written: named after the column");
    static final Key<List<String>> COPY =
            Key.optional("copy", Kind.oneOrMore(Kind.TEXT), "other column, or several: the first that is not NULL");
    static final Key<List<String>> LIST =
            Key.optional("list", Kind.TEXTS, "other columns: those that are not NULL become the elements of a list");
    static final Key<String> TRANSFORM = Key.optional("transform", Kind.TEXT, "expression over source fields");
    static final Key<List<String>> COLUMN_NULLS =
            Key.optional("null", Kind.oneOrMore(Kind.TEXT), "texts that mean NULL, instead of those of the table");
    static final Key<String> FALLBACK = Key.optional("default", Kind.SCALAR_TEXT, "what is stored instead of NULL");
    static final Key<Boolean> REQUIRED = Key.of("required", Kind.FLAG, false, "whether NULL rejects the row");
    static final Key<String> COLUMN_DESCRIPTION = Key.of("description", Kind.TEXT, "", "what the column holds");
    static final Key<Section> CHILDREN = Key.optional(
            "columns", Kind.SECTION, "children of a struct, written like columns; their fields lie within its source");

    private TableKeys() {}

    /** The keys of a table, in Markdown. */
    public static String tableReference() {
        Key<String> format = Key.optional(FORMAT, Kind.TEXT, "name of a format, or a table with its keys");
        return Reference.of(List.of(DESCRIPTION, format, FILES, NULLS, FILTER, NAMING, COLUMNS));
    }

    /** The keys of a column, in Markdown. */
    public static String columnReference() {
        return Reference.of(List.of(
                TYPE, SOURCE, COPY, LIST, TRANSFORM, COLUMN_NULLS, FALLBACK, REQUIRED, COLUMN_DESCRIPTION, CHILDREN));
    }
}
