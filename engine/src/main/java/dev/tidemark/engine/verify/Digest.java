package dev.tidemark.engine.verify;

import dev.tidemark.engine.json.JsonTree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * A CloudTrail digest file: which objects were delivered in an hour, with the hash of each, and the hash and signature of
 * the digest file before it.
 *
 * @param location where it lies
 * @param hash     SHA-256 of its content, uncompressed, in hexadecimal digits
 * @param signed   what its signature is of, without the last line: the signature of the one before
 * @param previous key of the one before, empty if it is the first of a chain
 */
record Digest(
        String location,
        String key,
        String hash,
        Instant from,
        Instant to,
        String signed,
        String previous,
        String previousHash,
        String previousSignature,
        List<Entry> objects) {
    /** An object that was delivered: its key, and SHA-256 of its content, uncompressed. */
    record Entry(String key, String hash) {}

    /** @throws IllegalArgumentException if it is no digest file; says why */
    static Digest parse(String location, byte[] content, String hash) {
        Map<?, ?> json = JsonTree.object(content);
        String key = JsonTree.text(json, "digestS3Object");
        String end = JsonTree.text(json, "digestEndTime");
        List<Entry> objects = JsonTree.objects(json, "logFiles").stream()
                .map(each -> new Entry(JsonTree.text(each, "s3Object"), JsonTree.text(each, "hashValue")))
                .toList();
        return new Digest(
                location,
                key,
                hash,
                time(JsonTree.text(json, "digestStartTime")),
                time(end),
                end + "\n" + JsonTree.text(json, "digestS3Bucket") + "/" + key + "\n" + hash + "\n",
                JsonTree.text(json, "previousDigestS3Object"),
                JsonTree.text(json, "previousDigestHashValue"),
                JsonTree.text(json, "previousDigestSignature"),
                objects);
    }

    /** What the provider has signed. */
    String signedText() {
        return signed + (previousSignature.isEmpty() ? "null" : previousSignature);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("it says '" + text + "' where a time should be", e);
        }
    }
}
