package dev.tidemark.formats.record;

import dev.tidemark.formats.record.Fields.Kind;
import java.nio.charset.StandardCharsets;

/** One of the {@link Fields} of a record. One thread. */
public final class Field {
    private static final byte[] NOTHING = {};

    private final Fields record;
    private final int number;
    private Kind kind = Kind.ABSENT;
    private byte[] bytes = NOTHING;
    private int from;
    private int length;

    Field(Fields record, int number) {
        this.record = record;
        this.number = number;
    }

    /** Its place among the wanted fields. */
    public int number() {
        return number;
    }

    /** Of several values the last one counts. */
    void set(Kind newKind, byte[] source, int at, int size) {
        if (kind == Kind.ABSENT) {
            record.found(number);
        }
        kind = newKind;
        bytes = source;
        from = at;
        length = size;
    }

    void forget() {
        if (kind != Kind.ABSENT) {
            record.lost(number);
            kind = Kind.ABSENT;
        }
    }

    /** As {@link #forget}, where the record forgets all its fields. */
    void clear() {
        kind = Kind.ABSENT;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether there is a value: neither nothing nor JSON null. */
    public boolean has() {
        return kind != Kind.ABSENT && kind != Kind.NULL;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int length() {
        return length;
    }

    /** The value as a string; for messages and rare paths. */
    @Override
    public String toString() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
