package dev.tidemark.api.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Numbers in as few bytes as they need, and texts, read from or written to bytes. */
final class Varints {
    private byte[] bytes;
    private int at;
    private final int end;

    Varints(byte[] bytes, int at) {
        this(bytes, at, bytes.length);
    }

    Varints(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Begins anew. */
    Varints clear() {
        at = 0;
        return this;
    }

    boolean hasMore() {
        return at < end;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    Varints skip(int length) {
        at += length;
        return this;
    }

    Varints write(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    Varints write(byte[] text, int from, int to) {
        write(to - from);
        room(to - from);
        System.arraycopy(text, from, bytes, at, to - from);
        at += to - from;
        return this;
    }

    long read() {
        long value = 0;
        int shift = 0;
        byte next = bytes[at++];
        while (next < 0) {
            value |= (next & 0x7FL) << shift;
            shift += 7;
            next = bytes[at++];
        }
        return value | (long) next << shift;
    }

    String readText() {
        int length = (int) read();
        at += length;
        return new String(bytes, at - length, length, UTF_8);
    }

    /** Reads a text and says whether it is a part of another. */
    boolean readEquals(byte[] text, int from, int to) {
        int length = (int) read();
        at += length;
        return Arrays.equals(bytes, at - length, at, text, from, to);
    }

    private void room(int length) {
        if (at + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, at + length));
        }
    }
}
