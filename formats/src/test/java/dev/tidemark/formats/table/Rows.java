package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps rows as texts by column, NULL left out, and what was rejected. */
final class Rows implements RowSink {
    private final Row row;
    private final Schema schema;
    final List<Map<String, String>> accepted = new ArrayList<>();
    final List<String> rejected = new ArrayList<>();

    private Rows(Schema schema) {
        this.schema = schema;
        row = new Row(schema);
    }

    static Rows of(CompiledTable table, String content) throws IOException {
        return of(table.schema(), table.newDecoder(), content);
    }

    static Rows of(Schema schema, Decoder decoder, String content) throws IOException {
        Rows rows = new Rows(schema);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Input input = new Input("test", new ByteArrayInputStream(bytes), 0, Input.Tail.RECORD);
        decoder.decode(input, rows);
        return rows;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void accept(long ordinal, byte[] raw, int from, int length) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Schema.Node node : schema.nodes()) {
            if (!row.isNull(node.number())) {
                values.put(node.path(), text(node));
            }
        }
        accepted.add(values);
        row.clear();
    }

    @Override
    public void reject(long ordinal, String reason, byte[] raw, int from, int length) {
        rejected.add(ordinal + ": " + reason + " <" + new String(raw, from, length, StandardCharsets.UTF_8) + ">");
        row.clear();
    }

    private String text(Schema.Node node) {
        int column = node.number();
        return switch (node.type()) {
            case Type.Scalar type ->
                type == Type.Scalar.DATE
                        ? LocalDate.ofEpochDay(row.bits(column)).toString()
                        : String.valueOf(new RowScope(row).value(column));
            case Type.ListOf list -> String.valueOf(new RowScope(row).value(column));
            case Type.StructOf struct ->
                struct.children().stream()
                                .anyMatch(child -> !row.isNull(schema.number(node.path() + "." + child.name())))
                        ? "{…}"
                        : "{}";
        };
    }
}
