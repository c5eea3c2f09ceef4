package dev.tidemark.formats.table;

import dev.tidemark.formats.record.Field;
import dev.tidemark.formats.record.Fields.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts that mean NULL; of an object or array, what is written. */
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
    boolean leave(Field field) {
        return field.has() && (field.length() > longest || !isOne(field));
    }

    private boolean isOne(Field field) {
        int from = field.from();
        for (byte[] text : texts) {
            if (Arrays.equals(field.bytes(), from, from + field.length(), text, 0, text.length)) {
                return isText(field.kind());
            }
        }
        return false;
    }

    /** Numbers and flags always are values. */
    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.OBJECT || kind == Kind.ARRAY;
    }
}
