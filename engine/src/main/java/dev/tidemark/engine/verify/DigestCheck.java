package dev.tidemark.engine.verify;

import dev.tidemark.api.Beside;
import dev.tidemark.api.Range;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Holds artifacts against the digest files that CloudTrail lays beside them: whether each object of a digest is there as
 * it was delivered, and whether the digests make a chain. One thread.
 */
final class DigestCheck {
    private static final Pattern TRAIL = Pattern.compile("(.*?)(AWSLogs/.+?/CloudTrail)(/[^/]+/).*");

    private final Beside beside;
    private final Range range;
    private final DigestKeys keys;
    /** Folders of digests, and what lies before the keys of their objects. */
    private final Map<String, String> folders = new TreeMap<>();

    private final List<Finding> findings = new ArrayList<>();
    private long digests;
    private long objects;
    private long signatures;

    DigestCheck(Beside beside, Range range, DigestKeys keys) {
        this.beside = beside;
        this.range = range;
        this.keys = keys;
    }

    /** An artifact was listed; it tells where digests would be. */
    void listed(String location) {
        Matcher trail = TRAIL.matcher(location);
        if (trail.matches()) {
            folders.putIfAbsent(trail.group(1) + trail.group(2) + "-Digest" + trail.group(3), trail.group(1));
        }
    }

    /** Reads the digests of the range, and every object that they name; empty if there are no digests. */
    Optional<Verdict.Digests> run() throws IOException {
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            chain(folder.getKey(), folder.getValue());
        }
        return digests == 0 ? Optional.empty() : Optional.of(new Verdict.Digests(digests, objects, signatures));
    }

    List<Finding> findings() {
        return findings;
    }

    private void chain(String folder, String root) throws IOException {
        Map<String, Digest> byKey = new HashMap<>();
        List<Digest> meant = new ArrayList<>();
        for (String location : beside.below(folder)) {
            Optional<Digest> digest = digest(location);
            digest.ifPresent(each -> byKey.put(each.key(), each));
            digest.filter(each -> range.overlaps(new Range(each.from(), each.to())))
                    .ifPresent(meant::add);
        }
        for (Digest digest : meant) {
            digests++;
            link(digest, byKey);
            for (Digest.Entry object : digest.objects()) {
                object(digest, root + object.key(), object.hash());
            }
        }
    }

    private Optional<Digest> digest(String location) throws IOException {
        try (InputStream in = uncompressed(location)) {
            byte[] content = in.readAllBytes();
            return Optional.of(Digest.parse(location, content, HexFormat.of().formatHex(sha256().digest(content))));
        } catch (IllegalArgumentException | ZipException | EOFException e) {
            add(location, "it is no digest file: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The one before must be what this one says it is; if it is older than all that is there, nobody can tell. */
    private void link(Digest digest, Map<String, Digest> byKey) {
        Digest previous = byKey.get(digest.previous());
        if (previous == null) {
            boolean older = byKey.values().stream().anyMatch(each -> each.to().isBefore(digest.to()));
            if (older && !digest.previous().isEmpty()) {
                add(digest.location(), "the digest file before it is not there: " + digest.previous());
            }
            return;
        }
        if (!previous.hash().equals(digest.previousHash())) {
            add(previous.location(), "it is not the digest file that " + digest.location() + " follows");
        } else if (!keys.isEmpty()) {
            signatures++;
            if (!keys.signed(previous.signedText(), digest.previousSignature())) {
                add(previous.location(), "its signature is by none of the keys given");
            }
        }
    }

    private void object(Digest digest, String location, String hash) throws IOException {
        objects++;
        try (DigestInputStream in = new DigestInputStream(uncompressed(location), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(in.getMessageDigest().digest()).equals(hash)) {
                add(location, "its content is not what " + digest.location() + " says");
            }
        } catch (ZipException | EOFException e) {
            add(location, "its content cannot be read: " + e.getMessage());
        } catch (NoSuchFileException e) {
            add(location, "it is not there, though " + digest.location() + " names it");
        }
    }

    private InputStream uncompressed(String location) throws IOException {
        InputStream in = beside.read(location);
        try {
            return location.endsWith(".gz") ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private void add(String location, String what) {
        findings.add(new Finding(Kind.FORGED, "", location, location, what));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
