package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of sources and streams as segments of keys and of blob names; and digests. */
final class Keys {
    /** Longer segments are cut, so that a file name with its suffixes stays within what file systems allow. */
    private static final int LONGEST = 160;

    private Keys() {}

    /** Different names give different segments. */
    static String segment(String name) {
        StringBuilder segment = new StringBuilder();
        for (byte each : name.getBytes(UTF_8)) {
            if (plain(each) || (each == '.' && !segment.isEmpty())) {
                segment.append((char) each);
            } else {
                segment.append(String.format("%%%02X", each));
            }
        }
        if (segment.length() <= LONGEST) {
            return segment.toString();
        }
        return segment.substring(0, LONGEST - 33) + "="
                + digest(name.getBytes(UTF_8)).substring(0, 32);
    }

    private static boolean plain(byte each) {
        boolean letter = (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z');
        return letter || (each >= '0' && each <= '9') || each == '-' || each == '_';
    }

    /** SHA-256 in hexadecimal digits. */
    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
