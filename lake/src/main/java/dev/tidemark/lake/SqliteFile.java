package dev.tidemark.lake;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** A database file of another program. It is copied and the copy read, so that nothing beside it is made or changed. */
public final class SqliteFile {
    private static final byte[] MAGIC = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};
    /** Hold what was committed and is not in the file yet, or what is in it and was not. */
    private static final List<String> LOGS = List.of("-wal", "-journal");

    private SqliteFile() {}

    /** Whether a file begins like one. */
    public static boolean is(byte[] first) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= first.length || first[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * All rows of a table, by the lower-case names of its columns: numbers as Long or Double, texts as String.
     *
     * @throws IOException if it is damaged, or has no such table
     */
    public static List<Map<String, @Nullable Object>> rows(Path file, String table) throws IOException {
        Path folder = Files.createTempDirectory("tidemark-sqlite");
        try {
            Path copy = folder.resolve("copy");
            Files.copy(file, copy);
            for (String ending : LOGS) {
                Path log = file.resolveSibling(file.getFileName() + ending);
                if (Files.exists(log)) {
                    Files.copy(log, folder.resolve(copy.getFileName() + ending));
                }
            }
            return query(copy, table);
        } catch (SQLException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } finally {
            delete(folder);
        }
    }

    private static List<Map<String, @Nullable Object>> query(Path file, String table) throws SQLException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM \"" + table.replace("\"", "\"\"") + '"')) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    Object value = result.getObject(column);
                    row.put(
                            columns.getColumnName(column).toLowerCase(Locale.ROOT),
                            value instanceof Integer number ? Long.valueOf(number) : value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }
}
