package dev.tidemark.formats.table;

import dev.tidemark.formats.record.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts that mean NULL. */
final class Nulls {
    private final byte[][] texts;

    Nulls(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Whether a field has a value other than these. */
    boolean leave(Fields fields, int field) {
        Fields.Kind kind = fields.kind(field);
        return kind == Fields.Kind.TEXT
                ? !holds(fields, field)
                : kind != Fields.Kind.ABSENT && kind != Fields.Kind.NULL;
    }

    private boolean holds(Fields fields, int field) {
        int length = fields.length(field);
        for (byte[] text : texts) {
            if (text.length == length) {
                int from = fields.from(field);
                if (Arrays.equals(fields.bytes(field), from, from + length, text, 0, length)) {
                    return true;
                }
            }
        }
        return false;
    }
}
