package dev.tidemark.lake;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Places that rows were read at, as a table in DuckDB: there may be a million. */
final class Locations {
    private Locations() {}

    /** Whether a table says where its rows were read. */
    static boolean areIn(LakeTable table) {
        return table.table().schema().findField(LakeTable.LOCATION) != null;
    }

    /** Makes the table. */
    static void table(Connection duck, String name, Collection<String> locations) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE " + name + " (location VARCHAR)");
        }
        try (DuckDBAppender appender =
                duck.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
            for (String location : locations) {
                appender.beginRow();
                appender.append(location);
                appender.endRow();
            }
        }
    }

    /** A condition that holds for rows read at one of them. */
    static String among(String name) {
        return Sql.name(LakeTable.LOCATION) + " IN (SELECT location FROM " + name + ")";
    }
}
