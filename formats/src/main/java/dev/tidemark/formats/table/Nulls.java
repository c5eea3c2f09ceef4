package dev.tidemark.formats.table;

import dev.tidemark.formats.record.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts that mean NULL. */
final class Nulls {
    /** Longer values are none of them. */
    private final int longest;

    private final byte[][] texts;

    Nulls(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        longest = Arrays.stream(this.texts).mapToInt(text -> text.length).max().orElse(-1);
    }

    /** Whether a field has a value other than these. */
    boolean leave(Fields fields, int field) {
        return fields.has(field)
                && !(fields.kind(field) == Fields.Kind.TEXT
                        && hold(fields.bytes(field), fields.from(field), fields.length(field)));
    }

    boolean hold(byte[] bytes, int from, int length) {
        return length <= longest && isOne(bytes, from, length);
    }

    private boolean isOne(byte[] bytes, int from, int length) {
        for (byte[] text : texts) {
            if (Arrays.equals(bytes, from, from + length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }
}
