package dev.tidemark.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** {@code TABLE LOGS LAKE ZSTD_LEVEL}: converts logs as DuckDB's SQL does it fastest; prints how many rows. */
final class DuckDb {
    private DuckDb() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        String sql = resource(arguments[0] + ".sql")
                .replace("@LOGS@", arguments[1])
                .replace("@LAKE@", arguments[2])
                .replace("@LEVEL@", arguments[3]);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            for (String setting : List.of(
                    "threads = " + Runtime.getRuntime().availableProcessors(),
                    "TimeZone = 'UTC'",
                    "preserve_insertion_order = false",
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false")) {
                statement.execute("SET " + setting);
            }
            System.out.println(statement.executeUpdate(sql));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DuckDb.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
