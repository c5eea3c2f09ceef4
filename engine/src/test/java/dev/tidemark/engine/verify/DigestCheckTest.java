package dev.tidemark.engine.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.api.Beside;
import dev.tidemark.api.Range;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Digest files as the provider describes them: a chain of three hours with two objects each. */
class DigestCheckTest {
    private static final String LOGS = "AWSLogs/123456789012/CloudTrail/us-east-1/2025/06/01/";
    private static final String DIGESTS = "AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2025/06/01/";
    private static final int SPKI_HEADER = 24;

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final KeyPair pair = keys();

    @BeforeEach
    void deliver() throws Exception {
        String previousHash = "";
        String previousSignature = "";
        for (int hour = 1; hour <= 3; hour++) {
            StringBuilder objects = new StringBuilder();
            for (String name : new String[] {"a", "b"}) {
                byte[] content = ("{\"Records\":[] , \"" + hour + name + "\":1}").getBytes(UTF_8);
                files.put("/logs/" + LOGS + hour + name + ".json.gz", gzip(content));
                objects.append(objects.isEmpty() ? "" : ",")
                        .append("{\"s3Bucket\":\"b\",\"s3Object\":\"" + LOGS + hour + name
                                + ".json.gz\",\"hashValue\":\"" + sha256(content)
                                + "\",\"hashAlgorithm\":\"SHA-256\"}");
            }
            String key = DIGESTS + hour + ".json.gz";
            String end = "2025-06-01T0" + hour + ":00:00Z";
            String previous = hour == 1
                    ? "\"previousDigestS3Object\":null,\"previousDigestSignature\":null"
                    : "\"previousDigestS3Object\":\"" + DIGESTS + (hour - 1)
                            + ".json.gz\",\"previousDigestHashValue\":\"" + previousHash
                            + "\",\"previousDigestSignature\":\"" + previousSignature + "\"";
            byte[] digest = ("{\"digestStartTime\":\"2025-06-01T0" + (hour - 1) + ":00:00Z\",\"digestEndTime\":\"" + end
                            + "\",\"digestS3Bucket\":\"b\",\"digestS3Object\":\"" + key + "\"," + previous
                            + ",\"logFiles\":[" + objects + "]}")
                    .getBytes(UTF_8);
            files.put("/logs/" + key, gzip(digest));
            previousHash = sha256(digest);
            previousSignature = signature(end + "\nb/" + key + "\n" + previousHash + "\n"
                    + (previousSignature.isEmpty() ? "null" : previousSignature));
        }
    }

    @Test
    void aWholeChainIsComparedWithItsObjects() throws IOException {
        assertThat(found(Range.ALL, DigestKeys.NONE)).isEmpty();
        assertThat(digests(Range.ALL, DigestKeys.NONE)).contains(new Verdict.Digests(3, 6, 0));
        assertThat(found(Range.ALL, trusted(pair))).isEmpty();
        assertThat(digests(Range.ALL, trusted(pair))).contains(new Verdict.Digests(3, 6, 2));
    }

    @Test
    void onlyDigestsOfTheRangeAreRead() throws IOException {
        files.remove("/logs/" + LOGS + "1a.json.gz");
        Range later = new Range(Instant.parse("2025-06-01T01:00:00Z"), Instant.MAX);

        assertThat(found(later, DigestKeys.NONE)).isEmpty();
        assertThat(digests(later, DigestKeys.NONE)).contains(new Verdict.Digests(2, 4, 0));
    }

    @Test
    void anObjectThatIsGoneOrAlteredIsNamed() throws IOException {
        files.remove("/logs/" + LOGS + "1a.json.gz");
        files.put("/logs/" + LOGS + "2b.json.gz", gzip("{\"Records\":[]}".getBytes(UTF_8)));
        files.put("/logs/" + LOGS + "3b.json.gz", "no gzip".getBytes(UTF_8));

        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly(
                        "/logs/" + LOGS + "1a.json.gz it is not there, though /logs/" + DIGESTS + "1.json.gz names it",
                        "/logs/" + LOGS + "2b.json.gz its content is not what /logs/" + DIGESTS + "2.json.gz says",
                        "/logs/" + LOGS + "3b.json.gz its content cannot be read: Not in GZIP format");
    }

    @Test
    void aDigestThatIsAlteredOrGoneBreaksTheChain() throws IOException {
        byte[] digest = files.get("/logs/" + DIGESTS + "2.json.gz");
        files.put("/logs/" + DIGESTS + "2.json.gz", gzip((text(digest) + " ").getBytes(UTF_8)));
        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly("/logs/" + DIGESTS + "2.json.gz it is not the digest file that /logs/" + DIGESTS
                        + "3.json.gz follows");

        files.remove("/logs/" + DIGESTS + "2.json.gz");
        assertThat(found(Range.ALL, DigestKeys.NONE))
                .containsExactly("/logs/" + DIGESTS + "3.json.gz the digest file before it is not there: " + DIGESTS
                        + "2.json.gz");
    }

    @Test
    void aSignatureByAnotherKeyIsNamed() throws IOException {
        assertThat(found(Range.ALL, trusted(keys())))
                .containsExactly(
                        "/logs/" + DIGESTS + "1.json.gz its signature is by none of the keys given",
                        "/logs/" + DIGESTS + "2.json.gz its signature is by none of the keys given");
    }

    @Test
    void withoutDigestsNothingIsSaid() throws IOException {
        files.keySet().removeIf(name -> name.contains("Digest"));

        assertThat(digests(Range.ALL, DigestKeys.NONE)).isEmpty();
    }

    @Test
    void aFileWithoutKeysIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DigestKeys.parse("{}".getBytes(UTF_8)))
                .withMessage("it has no PublicKeyList with keys");
        assertThatIllegalArgumentException().isThrownBy(() -> DigestKeys.parse("keys".getBytes(UTF_8)));
    }

    private List<String> found(Range range, DigestKeys keys) throws IOException {
        DigestCheck check = check(range, keys);
        check.run();
        return check.findings().stream()
                .map(finding -> finding.location() + " " + finding.what())
                .toList();
    }

    private Optional<Verdict.Digests> digests(Range range, DigestKeys keys) throws IOException {
        return check(range, keys).run();
    }

    private DigestCheck check(Range range, DigestKeys keys) {
        DigestCheck check = new DigestCheck(new Shelf(files), range, keys);
        check.listed("/logs/" + LOGS + "1a.json.gz");
        check.listed("/logs/other/access.log");
        return check;
    }

    private record Shelf(TreeMap<String, byte[]> files) implements Beside {
        @Override
        public List<String> below(String folder) {
            return files.keySet().stream()
                    .filter(name -> name.startsWith(folder))
                    .toList();
        }

        @Override
        public InputStream read(String location) throws IOException {
            byte[] content = files.get(location);
            if (content == null) {
                throw new NoSuchFileException(location);
            }
            return new ByteArrayInputStream(content);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** As the provider gives them: a bare RSA key, without the header that Java puts before it. */
    private static DigestKeys trusted(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] bare = Arrays.copyOfRange(encoded, SPKI_HEADER, encoded.length);
        return DigestKeys.parse(("{\"PublicKeyList\":[{\"Value\":\""
                        + Base64.getEncoder().encodeToString(bare) + "\",\"Fingerprint\":\"f\"}]}")
                .getBytes(UTF_8));
    }

    private String signature(String text) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(text.getBytes(UTF_8));
        return HexFormat.of().formatHex(signature.sign());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] gzip) throws IOException {
        try (InputStream in = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
