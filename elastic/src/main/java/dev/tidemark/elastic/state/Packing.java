package dev.tidemark.elastic.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a value lies in its document: small ones so that a person can read them, large ones compressed. */
enum Packing {
    TEXT("document") {
        @Override
        String pack(byte[] value) {
            return text(value);
        }

        @Override
        byte[] unpack(String content, int length) {
            return content.getBytes(UTF_8);
        }
    },

    GZIP("packed") {
        @Override
        String pack(byte[] value) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(packed)) {
                out.write(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Base64.getEncoder().encodeToString(packed.toByteArray());
        }

        @Override
        byte[] unpack(String content, int length) {
            byte[] packed = Base64.getDecoder().decode(content);
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                byte[] value = new byte[length];
                int read = in.readNBytes(value, 0, length);
                if (in.read() >= 0) {
                    throw new IllegalArgumentException("it is longer than it says");
                }
                return read == length ? value : Arrays.copyOf(value, read);
            } catch (IOException e) {
                throw new IllegalArgumentException("it cannot be unpacked (" + e.getMessage() + ")", e);
            }
        }
    };

    private static final int MOST_TEXT = 1 << 20;

    private final String member;

    Packing(String member) {
        this.member = member;
    }

    static Packing of(byte[] value) {
        return value.length <= MOST_TEXT ? TEXT : GZIP;
    }

    static Packing in(JsonObject source) {
        return source.has(TEXT.member) ? TEXT : GZIP;
    }

    String member() {
        return member;
    }

    abstract String pack(byte[] value);

    abstract byte[] unpack(String content, int length);

    byte[] unpack(JsonObject source, long length) {
        if (length < 0 || length > ElasticStateStore.MOST_BYTES) {
            throw new IllegalArgumentException("it says that it has " + length + " bytes");
        }
        return unpack(source.text(member), (int) length);
    }

    /** @throws IllegalArgumentException if it is no UTF-8, as JSON is */
    private static String text(byte[] value) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the value is not UTF-8", e);
        }
    }
}
