package dev.tidemark.cli.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code FOLDER OTHER}: prints whether the Parquet files of two folders hold the same rows, in the columns that both
 * have, but for the two that name the run: {@code same}, or what differs. JSON is the same if it means the same.
 */
final class Content {
    private static final Set<String> OF_THE_RUN = Set.of("tp_id", "tp_ingest_timestamp");
    /** DuckDB writes JSON anew: a character that was escaped is not. */
    private static final Set<String> JSON = Set.of("request_parameters", "response_elements");

    private Content() {}

    private record Column(String name, String type) {
        /** What the rows are compared by. */
        String sql() {
            String column = "\"" + name + "\"";
            if (JSON.contains(name)) {
                return "json_extract(" + column + "::JSON, '$')";
            }
            return type.equals("TIMESTAMP") ? column + "::TIMESTAMP" : column;
        }
    }

    public static void main(String[] arguments) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<Column> ours = columns(statement, arguments[0]);
            List<String> theirs =
                    columns(statement, arguments[1]).stream().map(Column::name).toList();
            List<String> compared = new ArrayList<>();
            for (Column column : ours) {
                if (theirs.contains(column.name()) && !OF_THE_RUN.contains(column.name())) {
                    compared.add(column.sql());
                }
            }
            String one = digest(statement, arguments[0], compared);
            String other = digest(statement, arguments[1], compared);
            System.out.println(one.equals(other) ? "same" : one + " is not " + other);
        }
    }

    private static List<Column> columns(Statement statement, String folder) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE FROM " + files(folder))) {
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
        }
        return columns;
    }

    /** Count, sum and exclusive or of the rows' hashes: the order does not matter. */
    private static String digest(Statement statement, String folder, List<String> columns) throws SQLException {
        String query = "SELECT concat_ws(' ', count(*), sum(h::HUGEINT), bit_xor(h)) FROM (SELECT hash("
                + String.join(", ", columns) + ") AS h FROM " + files(folder) + ")";
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return columns.size() + " columns, " + row.getString(1);
        }
    }

    private static String files(String folder) {
        return "read_parquet('" + folder + "/**/*.parquet', hive_partitioning = true)";
    }
}
