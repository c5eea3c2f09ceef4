package dev.tidemark.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBDriver;

/** Embedded DuckDB that downloads nothing, speaks UTC, streams results and spills to a folder of its own. */
final class Duck {
    private Duck() {}

    /** A database in memory. */
    static Connection open(LakeSettings settings) throws IOException {
        return open("jdbc:duckdb:", settings);
    }

    /** A database in a file, made if there is none. */
    static Connection open(Path file, LakeSettings settings) throws IOException {
        return open("jdbc:duckdb:" + file, settings);
    }

    private static Connection open(String url, LakeSettings settings) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("memory_limit", settings.memory() / (1 << 20) + "MiB");
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        // DuckDB makes this folder when it needs it, and removes it.
        Path spill = Path.of(System.getProperty("java.io.tmpdir"), "tidemark-duckdb-" + UUID.randomUUID());
        properties.setProperty("temp_directory", spill.toString());
        try {
            return configured(new DuckDBDriver().connect(url, properties));
        } catch (SQLException e) {
            throw new IOException("DuckDB cannot be started: " + e.getMessage(), e);
        }
    }

    private static Connection configured(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
