package dev.tidemark.engine.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A short hash of some bytes: 64 bits of SHA-256, so that nobody who writes a log can make two of the same. */
final class Fingerprint {
    /** How many bytes at the beginning, and how many before the end of what was read, are looked at. */
    static final int SPAN = 4096;

    private static final int BYTES = 8;

    private Fingerprint() {}

    /** Empty if there are no bytes. */
    static String of(byte[] bytes, int from, int to) {
        if (from == to) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** How many bytes before {@code end} are looked at. */
    static int span(long end) {
        return (int) Math.min(SPAN, end);
    }
}
