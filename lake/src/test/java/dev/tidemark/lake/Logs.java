package dev.tidemark.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A small table of lines, and what tests do with it again and again. */
final class Logs {
    static final String TABLE = "lines";
    static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    static final Schema SCHEMA = new Schema(List.of(
            Column.of("tp_timestamp", Scalar.TIMESTAMP),
            Column.of("tp_partition", Scalar.VARCHAR),
            Column.of("line", Scalar.VARCHAR),
            Column.of("tp_source_location", Scalar.VARCHAR)));

    private Logs() {}

    static Staged stage(Sink sink, String source, int hour, String... lines) throws IOException {
        return stage(sink, TABLE, source, hour, lines);
    }

    static Staged stage(Sink sink, String table, String source, int hour, String... lines) throws IOException {
        try (ChunkWriter writer = sink.begin(table, SCHEMA, source)) {
            for (String line : lines) {
                Row row = new Row(SCHEMA);
                row.time(0, micros(hour));
                text(row, 1, source);
                text(row, 2, line);
                text(row, 3, location(hour));
                writer.append(row);
            }
            return writer.prepare();
        }
    }

    static void text(Row row, int column, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        row.text(column, bytes, 0, bytes.length);
    }

    static Instant hour(int hour) {
        return DAY.plus(hour, ChronoUnit.HOURS);
    }

    static long micros(int hour) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, hour(hour));
    }

    static Claim claim(String source, long number, Staged... chunks) {
        return new Claim(source, number, List.of(chunks));
    }

    /** A claim that takes away what was read of the artifact of an hour. */
    static Claim replacing(String source, long number, int hour, Staged... chunks) {
        return new Claim(source, number, List.of(chunks), List.of(Replaced.all(Set.of(location(hour)))));
    }

    /** Where the lines of an hour are from. */
    static String location(int hour) {
        return "/logs/hour-" + hour + ".log";
    }

    /** Publishes claim {@code number} with one line, which is {@code SOURCE NUMBER}. */
    static void publish(Sink sink, String source, long number) throws IOException {
        sink.publish(claim(source, number, stage(sink, source, 0, source + " " + number)));
    }

    static List<String> lines(Lake lake) throws Exception {
        return query(lake, "SELECT line FROM lines");
    }

    /** The first column of the answer. */
    static List<String> query(Lake lake, String sql) throws Exception {
        try (LakeQuery query = LakeQuery.open(lake)) {
            return lake.tables().isEmpty() ? List.of() : column(query, sql);
        }
    }

    static List<String> column(LakeQuery query, String sql) throws Exception {
        return rows(query, sql).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    static List<List<@Nullable Object>> rows(LakeQuery query, String sql) throws Exception {
        try (QueryResult result = query.run(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 0; i < result.columns().size(); i++) {
                    row.add(result.value(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Files below a folder of the table. */
    static List<Path> files(Lake lake, String table, String folder) throws IOException {
        Path path = lake.folder().resolve("tidemark").resolve(table).resolve(folder);
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(path)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
