package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** How DuckDB reads a table's data files: by field id, so that a column is null in files that are older than it. */
final class Scan {
    private Scan() {}

    /** A query that gives the table's columns, in their order. */
    static String over(LakeTable table, List<DataFile> files, Sql.Json json) {
        List<Types.NestedField> columns = table.table().schema().columns();
        return "SELECT *" + shielded(columns, files) + " FROM read_parquet([" + paths(files) + "], schema = MAP {"
                + fields(table, columns, json) + "})";
    }

    /** A query that gives some columns, none of them a struct, and beside them in which file each row is. */
    static String columns(LakeTable table, List<DataFile> files, List<String> names) {
        List<Types.NestedField> columns = names.stream()
                .map(name -> table.table().schema().findField(name))
                .toList();
        return "SELECT filename, " + names.stream().map(Sql::name).collect(Collectors.joining(", "))
                + " FROM read_parquet([" + paths(files) + "], schema = MAP {"
                + fields(table, columns, Sql.Json.TEXT) + "}, filename = true)";
    }

    private static String paths(List<DataFile> files) {
        return Plan.paths(files).stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    private static String fields(LakeTable table, List<Types.NestedField> columns, Sql.Json json) {
        Set<Integer> jsonFields = table.json();
        return columns.stream().map(field -> field(field, jsonFields, json)).collect(Collectors.joining(", "));
    }

    private static String field(Types.NestedField field, Set<Integer> jsonFields, Sql.Json json) {
        Column column = Columns.column(field, jsonFields);
        return field.fieldId() + ": {name: " + Sql.text(column.name()) + ", type: "
                + Sql.text(Sql.type(column.type(), json)) + ", default_value: NULL}";
    }

    /**
     * DuckDB 2.0 ends with an internal error when it reads only some children of a struct from a file that lacks one
     * of them. An expression around such a struct makes it read all of them.
     */
    private static String shielded(List<Types.NestedField> columns, List<DataFile> files) {
        String replaced = columns.stream()
                .filter(field -> field.type().isStructType() && !complete(field.type(), field.fieldId(), files))
                .map(field -> Sql.name(field.name()))
                .map(name -> "CASE WHEN " + name + " IS NULL THEN NULL ELSE " + name + " END AS " + name)
                .collect(Collectors.joining(", "));
        return replaced.isEmpty() ? "" : " REPLACE (" + replaced + ")";
    }

    /** Whether every file has all parts of a column; the writer counts the values of each that it has. */
    private static boolean complete(Type type, int id, List<DataFile> files) {
        if (type.isStructType()) {
            return type.asStructType().fields().stream()
                    .allMatch(child -> complete(child.type(), child.fieldId(), files));
        }
        int leaf = type.isListType() ? type.asListType().elementId() : id;
        return files.stream()
                .allMatch(
                        file -> file.valueCounts() != null && file.valueCounts().containsKey(leaf));
    }
}
