package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;

/** Views in DuckDB over tables of the lake. */
final class Views {
    private Views() {}

    /**
     * @param files     what it reads; none make an empty view with the table's columns
     * @param condition in SQL, on its rows
     */
    static String over(LakeTable table, List<DataFile> files, String condition) {
        if (files.isEmpty()) {
            return empty(table);
        }
        String where = condition.equals("true") ? "" : " WHERE " + condition;
        return create(table) + Scan.over(table, files, Sql.Json.TYPED) + where;
    }

    static String empty(LakeTable table) {
        return create(table)
                + table.schema().columns().stream().map(Views::nothing).collect(Collectors.joining(", ", "SELECT ", ""))
                + " WHERE false";
    }

    private static String create(LakeTable table) {
        return "CREATE OR REPLACE VIEW " + Sql.name(table.name()) + " AS ";
    }

    private static String nothing(Column column) {
        return "NULL::" + Sql.type(column.type(), Sql.Json.TYPED) + " AS " + Sql.name(column.name());
    }
}
