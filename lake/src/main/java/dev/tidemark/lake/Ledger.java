package dev.tidemark.lake;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Numbers of published claims that touched no table, beside the catalog; those of all others are in the tables they
 * touched, committed together with the rows.
 */
final class Ledger {
    private final Catalog catalog;

    Ledger(Catalog catalog) {
        this.catalog = catalog;
    }

    /** A source's highest number here, 0 if there is none. */
    long number(String source) throws IOException {
        if (!catalog.exists()) {
            return 0;
        }
        return catalog.sql(
                "reading the claims of " + source, connection -> exists(connection) ? number(connection, source) : 0);
    }

    /** Raises a source's number; a lower one changes nothing. */
    void record(String source, long number) throws IOException {
        catalog.sql("recording claim " + number + " of " + source, connection -> {
            create(connection);
            try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO tidemark_claims VALUES (?, ?)"
                    + " ON CONFLICT (source) DO UPDATE SET number = max(number, excluded.number)")) {
                upsert.setString(1, source);
                upsert.setLong(2, number);
                return upsert.executeUpdate();
            }
        });
    }

    private static long number(Connection connection, String source) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT number FROM tidemark_claims WHERE source = ?")) {
            select.setString(1, source);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    /** Reading makes nothing: that would be a write for every collector that only looks. */
    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tidemark_claims'")) {
            return result.next();
        }
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS tidemark_claims"
                    + " (source TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID");
        }
    }
}
