package dev.tidemark.lake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.sqlite.JDBC;

/**
 * Connections to a SQLite file, made as they are needed. Not by the driver manager: that would start all drivers there
 * are, and DuckDB's takes its time.
 */
final class Connections extends JdbcClientPool {
    private final String url;

    Connections(String url) {
        super(url, Map.of());
        this.url = url;
    }

    static Connections of(Map<String, String> properties) {
        return new Connections(String.valueOf(properties.get("uri")));
    }

    @Override
    protected Connection newClient() {
        try {
            return JDBC.createConnection(url, new Properties());
        } catch (SQLException e) {
            throw new UncheckedSQLException(e, "Failed to connect: %s", url);
        }
    }
}
