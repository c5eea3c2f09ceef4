package dev.tidemark.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * JSON objects that carry their own checksum, as their last member: {@code …,"checksum":"crc32c:0a1b2c3d"}}.
 *
 * <p>The checksum is that of all bytes before the comma, so a document cut or changed anywhere is found out.
 */
public final class Sealed {
    private static final byte[] MEMBER = ",\"checksum\":\"crc32c:".getBytes(US_ASCII);
    private static final int DIGITS = 8;
    private static final int SEAL = MEMBER.length + DIGITS + 2;

    private Sealed() {}

    /** By how many bytes a document is longer than its object. */
    public static final int GROWTH = SEAL - 1;

    /** @param object a JSON object with at least one member, ending with its closing brace */
    public static byte[] seal(byte[] object) {
        byte[] document = Arrays.copyOf(object, object.length + GROWTH);
        sealInPlace(document);
        return document;
    }

    /**
     * Seals an object where it is, for one that is too large to be copied.
     *
     * @param document the object, followed by {@link #GROWTH} bytes for the seal
     */
    public static void sealInPlace(byte[] document) {
        int body = document.length - SEAL;
        if (body < 2 || document[body] != '}') {
            throw new IllegalArgumentException("not a JSON object with members");
        }
        System.arraycopy(MEMBER, 0, document, body, MEMBER.length);
        System.arraycopy(checksum(document, body), 0, document, body + MEMBER.length, DIGITS);
        document[document.length - 2] = '"';
        document[document.length - 1] = '}';
    }

    /** Whether the document is whole and unchanged; a line break after it does not matter. */
    public static boolean intact(byte[] document) {
        int end = document.length;
        while (end > 0 && document[end - 1] == '\n') {
            end--;
        }
        int body = end - SEAL;
        return body > 1
                && document[end - 1] == '}'
                && document[end - 2] == '"'
                && Arrays.equals(document, body, body + MEMBER.length, MEMBER, 0, MEMBER.length)
                && Arrays.equals(document, end - 2 - DIGITS, end - 2, checksum(document, body), 0, DIGITS);
    }

    private static byte[] checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return String.format("%08x", crc.getValue()).getBytes(US_ASCII);
    }
}
