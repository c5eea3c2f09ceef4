package dev.tidemark.lake.parquet;

import java.nio.charset.StandardCharsets;

/** The part of Thrift's compact protocol that Parquet metadata needs. Fields of a struct come in id order. */
final class Thrift {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;

    final Bytes out;
    private final int[] outerFields = new int[16];
    private int depth;
    private int lastField;

    Thrift(Bytes out) {
        this.out = out;
    }

    void int32(int id, int value) {
        field(id, I32);
        out.zigzag(value);
    }

    void int64(int id, long value) {
        field(id, I64);
        out.zigzag(value);
    }

    void yes(int id) {
        field(id, TRUE);
    }

    void no(int id) {
        field(id, FALSE);
    }

    void text(int id, String value) {
        binary(id, value.getBytes(StandardCharsets.UTF_8));
    }

    void binary(int id, byte[] value) {
        field(id, BINARY);
        out.varint(value.length);
        out.raw(value, 0, value.length);
    }

    void int32s(int id, int... values) {
        listHeader(id, I32, values.length);
        for (int value : values) {
            out.zigzag(value);
        }
    }

    void texts(int id, Iterable<String> values, int count) {
        listHeader(id, BINARY, count);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            out.varint(bytes.length);
            out.raw(bytes, 0, bytes.length);
        }
    }

    /** Opens a list of structs: each is {@link #element} … {@link #end}. */
    void structs(int id, int count) {
        listHeader(id, STRUCT, count);
    }

    /** Opens a struct that is a field. */
    void struct(int id) {
        field(id, STRUCT);
        element();
    }

    /** Opens a struct that is an element of a list. */
    void element() {
        outerFields[depth++] = lastField;
        lastField = 0;
    }

    /** Closes the innermost struct. */
    void end() {
        stop();
        lastField = outerFields[--depth];
    }

    /** A field that is a struct without fields, as the members of Parquet's unions are. */
    void emptyStruct(int id) {
        struct(id);
        end();
    }

    /** Ends the outermost struct. */
    void stop() {
        out.int8(0);
    }

    private void listHeader(int id, int elementType, int count) {
        field(id, LIST);
        if (count < 15) {
            out.int8(count << 4 | elementType);
        } else {
            out.int8(0xf0 | elementType);
            out.varint(count);
        }
    }

    private void field(int id, int type) {
        int delta = id - lastField;
        if (delta > 0 && delta < 16) {
            out.int8(delta << 4 | type);
        } else {
            out.int8(type);
            out.zigzag(id);
        }
        lastField = id;
    }
}
