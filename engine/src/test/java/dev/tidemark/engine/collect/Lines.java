package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.BadArtifactException;
import dev.tidemark.api.Period;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The smallest table there is: lines {@code MILLIS TEXT}. A line {@code bad} is rejected, one {@code torn} breaks the
 * artifact, a row whose text is {@code skip} is left out by the filter.
 */
final class Lines implements Decoder {
    static final Schema SCHEMA = new Schema(List.of(
            Column.of("text", Type.Scalar.VARCHAR),
            Column.of("tp_date", Type.Scalar.DATE),
            Column.of("tp_id", Type.Scalar.VARCHAR),
            Column.of("tp_index", Type.Scalar.VARCHAR),
            Column.of("tp_ingest_timestamp", Type.Scalar.TIMESTAMP),
            Column.of("tp_ips", new Type.ListOf(Type.Scalar.VARCHAR)),
            Column.of("tp_partition", Type.Scalar.VARCHAR),
            Column.of("tp_source_location", Type.Scalar.VARCHAR),
            Column.of("tp_source_type", Type.Scalar.VARCHAR),
            Column.of("tp_table", Type.Scalar.VARCHAR),
            Column.of("tp_timestamp", Type.Scalar.TIMESTAMP)));
    static final TableRows TABLE =
            new TableRows("lines", SCHEMA, Lines::new, row -> !text(row).equals("skip"));

    private static final int TEXT = SCHEMA.number("text");
    private static final int TIME = SCHEMA.number("tp_timestamp");

    @Override
    public Decoded decode(Input input, RowSink rows) throws IOException {
        byte[] bytes = input.bytes().readAllBytes();
        int at = (int) input.next();
        for (long ordinal = 1; at < bytes.length; ordinal++) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length && input.tail() == Input.Tail.UNFINISHED) {
                return new Decoded(at, true);
            }
            line(ordinal, bytes, at, end, rows);
            at = Math.min(end + 1, bytes.length);
        }
        return new Decoded(at, false);
    }

    private static void line(long ordinal, byte[] bytes, int from, int to, RowSink rows) throws IOException {
        String line = new String(bytes, from, to - from, UTF_8);
        if (line.equals("torn")) {
            throw new BadArtifactException("it is torn at byte " + from);
        }
        int space = line.indexOf(' ');
        if (space < 0) {
            rows.reject(ordinal, "it has no time", bytes, from, to - from);
            return;
        }
        Row row = rows.row();
        row.time(TIME, Long.parseLong(line.substring(0, space)) * 1000);
        row.text(TEXT, bytes, from + space + 1, to - from - space - 1);
        rows.accept(ordinal, bytes, from, to - from);
    }

    private static String text(Row row) {
        return new String(row.bytes(TEXT), row.from(TEXT), row.length(TEXT), UTF_8);
    }

    /** An artifact of one day with these lines, each at the day's first second. */
    static byte[] content(String day, String... texts) {
        StringBuilder lines = new StringBuilder();
        for (String text : texts) {
            boolean plain = !text.equals("bad") && !text.equals("torn");
            lines.append(plain ? time(day).toEpochMilli() + " " : "")
                    .append(text)
                    .append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    static Artifact artifact(String id, String day, byte[] content) {
        return new Artifact(
                id,
                "stream",
                "/logs/" + id,
                new Period(time(day), Granularity.DAY),
                time(day),
                content.length,
                "",
                0,
                Map.of());
    }

    static Instant time(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }
}
