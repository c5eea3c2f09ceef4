package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The {@code tp_id} of an artifact's rows: the same record of the same artifact always has the same one.
 *
 * <p>It is 16 hexadecimal digits of a hash over source, stream, artifact and the byte at which reading began, a hyphen,
 * and the record's number from there. One thread.
 */
final class RowId {
    private static final int PREFIX = 16;
    private static final int DIGITS = 19;

    private final byte[] text = new byte[PREFIX + 1 + DIGITS];
    private int length;

    void begin(String source, Artifact artifact) {
        String scope = source + '\n' + artifact.stream() + '\n' + artifact.id() + '\n' + artifact.next();
        byte[] hash = sha256().digest(scope.getBytes(UTF_8));
        byte[] hex = HexFormat.of().formatHex(hash, 0, PREFIX / 2).getBytes(US_ASCII);
        System.arraycopy(hex, 0, text, 0, PREFIX);
        text[PREFIX] = '-';
    }

    /** Writes the id of a record; {@link #bytes} and {@link #length} then hold it. */
    void number(long ordinal) {
        int digits = 1;
        for (long rest = ordinal / 10; rest > 0; rest /= 10) {
            digits++;
        }
        length = PREFIX + 1 + digits;
        long rest = ordinal;
        for (int at = length - 1; at > PREFIX; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    byte[] bytes() {
        return text;
    }

    int length() {
        return length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
