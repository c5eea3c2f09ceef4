package dev.tidemark.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Listed files by hashes of how their content begins. */
final class Beginnings {
    private final Map<String, List<Listed>> files = new HashMap<>();

    /** @param lengths how many bytes hashes are wanted of; of more than {@value Fingerprint#SPAN} there are none */
    Beginnings(Iterable<Listed> listed, Set<Integer> lengths) throws IOException {
        if (!lengths.isEmpty()) {
            for (Listed each : listed) {
                add(each, lengths);
            }
        }
    }

    private void add(Listed listed, Set<Integer> lengths) throws IOException {
        byte[] head;
        try (Stored stored = Stored.open(listed.file())) {
            head = stored.contentHead();
        }
        for (int length : lengths) {
            if (length > 0 && length <= head.length) {
                add(sha256(head, length), listed);
                byte[] digits = HexFormat.of().formatHex(head, 0, length).getBytes(UTF_8);
                add(sha256(digits, digits.length), listed);
            }
        }
    }

    private void add(String sha256, Listed listed) {
        files.computeIfAbsent(sha256, any -> new ArrayList<>()).add(listed);
    }

    /** The files that begin so. */
    List<Listed> of(Position.Beginning beginning) {
        return files.getOrDefault(beginning.sha256(), List.of());
    }

    private static String sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
