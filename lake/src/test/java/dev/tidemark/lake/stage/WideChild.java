package dev.tidemark.lake.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.lake.parquet.Layouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that stages rows of a wide table: {@code FOLDER COLUMNS DAYS ROWS}. */
final class WideChild {
    private static final long DAY = 86_400_000_000L;
    private static final byte[] SOURCE = "wide".getBytes(UTF_8);
    /** Of so many columns one has a value. */
    private static final int ONE_OF = 10;

    private WideChild() {}

    static Schema schema(int columns) {
        List<Column> all = new ArrayList<>();
        all.add(Column.of("tp_timestamp", Type.Scalar.TIMESTAMP));
        all.add(Column.of("tp_partition", Type.Scalar.VARCHAR));
        for (int i = 0; i < columns; i++) {
            all.add(Column.of("c" + i, i % 2 == 0 ? Type.Scalar.BIGINT : Type.Scalar.VARCHAR));
        }
        return new Schema(all);
    }

    static void fill(Row row, int number, int days) {
        row.clear();
        row.time(0, number % days * DAY);
        row.text(1, SOURCE, 0, SOURCE.length);
        for (int node = 2 + number % ONE_OF; node < row.schema().nodes().size(); node += ONE_OF) {
            if (node % 2 == 0) {
                row.number(node, number);
            } else {
                byte[] text = ("value " + number).getBytes(UTF_8);
                row.text(node, text, 0, text.length);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Schema schema = schema(Integer.parseInt(arguments[1]));
        int days = Integer.parseInt(arguments[2]);
        StagingWriter.Target target = new StagingWriter.Target(folder, folder, "wide", "wide");
        Row row = new Row(schema);
        try (Encoders encoders = new Encoders();
                StagingWriter writer = new StagingWriter(target, Layouts.of(schema), encoders)) {
            for (int number = 0; number < Integer.parseInt(arguments[3]); number++) {
                fill(row, number, days);
                writer.append(row);
            }
            Files.writeString(folder.resolve("staged"), writer.prepare().contents());
        }
    }
}
