package dev.tidemark.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Listed files by hashes of how their content begins. */
final class Beginnings {
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, List<Listed>> files = new HashMap<>();

    /**
     * Looks into the files, if any beginnings are asked for: for hashes of the lengths that they may be of, and where
     * there is none of these at all, of any length up to {@value Fingerprint#SPAN}, as a collector may be set up so.
     */
    Beginnings(Iterable<Listed> listed, Collection<Position.Beginning> asked) throws IOException {
        Set<Integer> lengths = new HashSet<>();
        for (Position.Beginning each : asked) {
            wanted.add(each.sha256());
            lengths.addAll(each.lengths());
        }
        if (!wanted.isEmpty()) {
            for (Listed each : listed) {
                byte[] head = head(each);
                lengths.stream()
                        .filter(length -> length > 0 && length <= head.length)
                        .forEach(length -> add(head, length, each));
            }
        }
        if (!wanted.isEmpty() && files.isEmpty()) {
            for (Listed each : listed) {
                addAll(head(each), each);
            }
        }
    }

    /** The files that begin so. */
    List<Listed> of(Position.Beginning beginning) {
        return files.getOrDefault(beginning.sha256(), List.of());
    }

    private static byte[] head(Listed listed) throws IOException {
        try (Stored stored = Stored.open(listed.file())) {
            return stored.contentHead();
        }
    }

    private void add(byte[] head, int length, Listed listed) {
        MessageDigest digest = sha256();
        digest.update(head, 0, length);
        add(digest.digest(), listed);
        add(sha256().digest(HexFormat.of().formatHex(head, 0, length).getBytes(UTF_8)), listed);
    }

    private void addAll(byte[] head, Listed listed) {
        MessageDigest digest = sha256();
        try {
            for (byte each : head) {
                digest.update(each);
                add(((MessageDigest) digest.clone()).digest(), listed);
            }
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's SHA-256 can go on after a part", e);
        }
    }

    private void add(byte[] hash, Listed listed) {
        String sha256 = HexFormat.of().formatHex(hash);
        if (wanted.contains(sha256)) {
            files.computeIfAbsent(sha256, any -> new ArrayList<>()).add(listed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
