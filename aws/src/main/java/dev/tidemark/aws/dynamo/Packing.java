package dev.tidemark.aws.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How values become attributes: small ones a text that a person can read, large ones compressed parts. */
final class Packing {
    /** More would make listing keys, which reads whole items, dear. */
    static final int MOST_TEXT = 64 << 10;

    /** An item may have 400 KB with its names. */
    static final int PART = 350_000;

    private Packing() {}

    /** @throws IllegalArgumentException if it is no UTF-8, as JSON is */
    static String text(byte[] value) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the value is not UTF-8", e);
        }
    }

    static List<byte[]> parts(byte[] value) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] all = packed.toByteArray();
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < all.length; from += PART) {
            parts.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + PART)));
        }
        return parts;
    }

    /** @throws IllegalArgumentException if the parts are not those of a value of this length */
    static byte[] value(List<byte[]> parts, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        parts.forEach(packed::writeBytes);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            byte[] value = new byte[length];
            int read = in.readNBytes(value, 0, length);
            if (read < length || in.read() >= 0) {
                throw new IllegalArgumentException("it has not the " + length + " bytes that it says");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be unpacked (" + e.getMessage() + ")", e);
        }
    }
}
