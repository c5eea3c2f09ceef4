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
        try (Connection connection = connect();
                PreparedStatement select =
                        connection.prepareStatement("SELECT number FROM tidemark_claims WHERE source = ?")) {
            select.setString(1, source);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IOException("reading the claims of " + source + " from " + catalog.file() + " failed", e);
        }
    }

    /** Raises a source's number; a lower one changes nothing. */
    void record(String source, long number) throws IOException {
        catalog.open();
        try (Connection connection = connect();
                PreparedStatement upsert = connection.prepareStatement("INSERT INTO tidemark_claims VALUES (?, ?)"
                        + " ON CONFLICT (source) DO UPDATE SET number = max(number, excluded.number)")) {
            upsert.setString(1, source);
            upsert.setLong(2, number);
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IOException(
                    "recording claim " + number + " of " + source + " in " + catalog.file() + " failed", e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = catalog.connect();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS tidemark_claims"
                    + " (source TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
