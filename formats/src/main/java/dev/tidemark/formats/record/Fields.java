package dev.tidemark.formats.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The values of one record by the number of the wanted field; used again for the next record. One thread.
 *
 * <p>Values are slices of bytes that may change with the next record. Text is UTF-8 without quotes and escapes;
 * numbers are as written; objects and arrays are their JSON text as written.
 */
public final class Fields {
    /** What a value is. Lines know only {@link #ABSENT} and {@link #TEXT}. */
    public enum Kind {
        /** The record has no such field. */
        ABSENT,
        /** JSON null. */
        NULL,
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        OBJECT,
        ARRAY
    }

    private static final byte[] NOTHING = {};

    private final Kind[] kinds;
    private final byte[][] bytes;
    private final int[] from;
    private final int[] length;

    public Fields(int size) {
        kinds = new Kind[size];
        Arrays.fill(kinds, Kind.ABSENT);
        bytes = new byte[size][];
        Arrays.fill(bytes, NOTHING);
        from = new int[size];
        length = new int[size];
    }

    public int size() {
        return kinds.length;
    }

    /** Makes every field absent. */
    public void clear() {
        Arrays.fill(kinds, Kind.ABSENT);
    }

    /** Sets a field; of several values for one field the last one counts. */
    public void set(int field, Kind kind, byte[] source, int at, int size) {
        kinds[field] = kind;
        bytes[field] = source;
        from[field] = at;
        length[field] = size;
    }

    public Kind kind(int field) {
        return kinds[field];
    }

    /** Whether the field has a value. */
    public boolean has(int field) {
        Kind kind = kinds[field];
        return kind != Kind.ABSENT && kind != Kind.NULL;
    }

    public byte[] bytes(int field) {
        return bytes[field];
    }

    public int from(int field) {
        return from[field];
    }

    public int length(int field) {
        return length[field];
    }

    /** The value as a string; for messages and rare paths. */
    public String string(int field) {
        return new String(bytes[field], from[field], length[field], StandardCharsets.UTF_8);
    }
}
