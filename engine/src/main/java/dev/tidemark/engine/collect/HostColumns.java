package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The common columns that belong to the collection and not to the table: where a row came from, when it was made, its
 * id, its day, its index. A column that the table has set stays as it is. One thread.
 */
final class HostColumns {
    static final String TIMESTAMP = "tp_timestamp";
    private static final String LOCATION = "tp_source_location";
    /** What a path may not say: a row's artifact is found by its location. */
    private static final Set<String> NO_LABELS = Set.of("tp_index", LOCATION);

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final byte[] DEFAULT_INDEX = "default".getBytes(UTF_8);

    /** Texts that are the same for all rows of an artifact: the elements of a list, or one. */
    private record Constant(int column, byte[][] texts) {}

    private final String source;
    private final Schema schema;
    private final int timestamp;
    private final int id;
    private final int date;
    private final int ingested;
    private final int index;
    private final int indexFrom;
    private final List<Constant> ofSource = new ArrayList<>();
    private final List<Constant> ofArtifact = new ArrayList<>();
    private final RowId rowId = new RowId();
    private final long now;

    HostColumns(SourceSpec spec, TableRows table, Instant now) {
        source = spec.name();
        schema = table.schema();
        timestamp = schema.number(TIMESTAMP);
        id = schema.number("tp_id");
        date = schema.number("tp_date");
        ingested = schema.number("tp_ingest_timestamp");
        index = schema.number("tp_index");
        indexFrom = spec.indexColumn().map(schema::number).orElse(-1);
        this.now = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        constant(ofSource, "tp_partition", spec.name());
        constant(ofSource, "tp_table", table.name());
        constant(ofSource, "tp_source_type", spec.connector());
    }

    void begin(Artifact artifact) {
        rowId.begin(source, artifact);
        ofArtifact.clear();
        for (Map.Entry<String, String> label : artifact.labels().entrySet()) {
            if (label.getKey().startsWith("tp_") && !NO_LABELS.contains(label.getKey())) {
                constant(ofArtifact, label.getKey(), label.getValue());
            }
        }
        constant(ofArtifact, LOCATION, artifact.location());
    }

    /** Fills the row's remaining common columns; its {@code tp_timestamp} is set. */
    void fill(Row row, long ordinal) {
        row.number(date, Math.floorDiv(row.bits(timestamp), DAY_MICROS));
        if (row.isNull(ingested)) {
            row.time(ingested, now);
        }
        if (row.isNull(id)) {
            rowId.number(ordinal);
            row.text(id, rowId.bytes(), 0, rowId.length());
        }
        fillIndex(row);
        fill(row, ofSource);
        fill(row, ofArtifact);
    }

    private void fillIndex(Row row) {
        if (indexFrom >= 0 && !row.isNull(indexFrom)) {
            if (schema.nodes().get(indexFrom).type() == Type.Scalar.VARCHAR) {
                row.text(index, row.bytes(indexFrom), row.from(indexFrom), row.length(indexFrom));
            } else {
                byte[] number = Long.toString(row.bits(indexFrom)).getBytes(UTF_8);
                row.text(index, number, 0, number.length);
            }
        } else {
            row.text(index, DEFAULT_INDEX, 0, DEFAULT_INDEX.length);
        }
    }

    private static void fill(Row row, List<Constant> constants) {
        for (int i = 0; i < constants.size(); i++) {
            Constant constant = constants.get(i);
            if (row.isNull(constant.column)) {
                for (byte[] text : constant.texts) {
                    row.text(constant.column, text, 0, text.length);
                }
            }
        }
    }

    private void constant(List<Constant> constants, String column, String text) {
        schema.find(column).ifPresent(number -> {
            Type type = schema.nodes().get(number).type();
            if (type == Type.Scalar.VARCHAR) {
                constants.add(new Constant(number, new byte[][] {text.getBytes(UTF_8)}));
            } else if (type instanceof Type.ListOf) {
                constants.add(new Constant(number, elements(text)));
            }
        });
    }

    private static byte[][] elements(String list) {
        return Stream.of(list.split(",", -1))
                .map(element -> element.getBytes(UTF_8))
                .toArray(byte[][]::new);
    }
}
