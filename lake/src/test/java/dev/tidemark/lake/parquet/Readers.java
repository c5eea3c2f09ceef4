package dev.tidemark.lake.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.Files;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.NullUnmarked;

/** Two readers that are not ours, which give rows as {@link Rows} takes them. */
@NullUnmarked
public final class Readers {
    private Readers() {}

    public static List<List<Object>> readByParquetJava(Path file, Layout layout) throws IOException {
        org.apache.iceberg.Schema schema = Layouts.iceberg(layout);
        List<List<Object>> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = Parquet.read(Files.localInput(file.toFile()))
                .project(schema)
                .createReaderFunc(message -> GenericParquetReaders.buildReader(schema, message))
                .build()) {
            for (Record record : records) {
                rows.add(plain(record));
            }
        }
        return rows;
    }

    private static List<Object> plain(StructLike struct) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < struct.size(); i++) {
            values.add(plain(struct.get(i, Object.class)));
        }
        return values;
    }

    public static Connection duckDb() throws SQLException {
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            statement.execute("SET threads = 2");
        }
        return duck;
    }

    public static List<List<Object>> readByDuckDb(Path file) throws SQLException {
        try (Connection duck = duckDb()) {
            return query(duck, "SELECT * FROM read_parquet('" + file + "')");
        }
    }

    public static List<List<Object>> query(Connection duck, String sql) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(plain(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object plain(Object value) {
        try {
            return switch (value) {
                case null -> null;
                case StructLike struct -> plain(struct);
                case Struct struct -> plain(struct.getAttributes());
                case java.sql.Array list -> plain(list.getArray());
                case Object[] list -> all(Arrays.asList(list));
                case List<?> list -> all(list);
                case LocalDate date -> (int) date.toEpochDay();
                case Date date -> (int) date.toLocalDate().toEpochDay();
                case LocalDateTime time -> micros(time);
                case Timestamp time -> micros(time.toLocalDateTime());
                case CharSequence text -> text.toString();
                default -> value;
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> all(List<?> values) {
        List<Object> all = new ArrayList<>();
        values.forEach(value -> all.add(plain(value)));
        return all;
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }
}
