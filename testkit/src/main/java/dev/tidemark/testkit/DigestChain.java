package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * CloudTrail's logs of three hours, two objects with an event each, and the chain of digest files that names them, as the
 * provider describes it.
 */
public final class DigestChain {
    public static final String LOGS = "AWSLogs/123456789012/CloudTrail/us-east-1/2025/06/01/";
    public static final String DIGESTS = "AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2025/06/01/";

    private static final int HOURS = 3;
    private static final int SPKI_HEADER = 24;

    private final KeyPair pair = pair();
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private String previousHash = "";
    private String previousSignature = "";

    public DigestChain() {
        for (int hour = 1; hour <= HOURS; hour++) {
            deliver(hour);
        }
    }

    /** Their content by their keys; may be changed. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** The keys that signed it, as {@code aws cloudtrail list-public-keys} prints them. */
    public byte[] keys() {
        return keys(pair);
    }

    /** Keys that signed nothing. */
    public static byte[] otherKeys() {
        return keys(pair());
    }

    private void deliver(int hour) {
        String objects = object(hour, "a") + "," + object(hour, "b");
        String key = DIGESTS + hour + ".json.gz";
        String end = "2025-06-01T0" + hour + ":00:00Z";
        String previous = hour == 1
                ? "\"previousDigestS3Object\":null,\"previousDigestSignature\":null"
                : "\"previousDigestS3Object\":\"" + DIGESTS + (hour - 1) + ".json.gz\",\"previousDigestHashValue\":\""
                        + previousHash + "\",\"previousDigestSignature\":\"" + previousSignature + "\"";
        byte[] digest = ("{\"digestStartTime\":\"2025-06-01T0" + (hour - 1) + ":00:00Z\",\"digestEndTime\":\"" + end
                        + "\",\"digestS3Bucket\":\"b\",\"digestS3Object\":\"" + key + "\"," + previous
                        + ",\"logFiles\":[" + objects + "]}")
                .getBytes(UTF_8);
        files.put(key, gzip(digest));
        previousHash = sha256(digest);
        previousSignature = signature(end + "\nb/" + key + "\n" + previousHash + "\n"
                + (previousSignature.isEmpty() ? "null" : previousSignature));
    }

    /** Delivers an object; what its digest says of it. */
    private String object(int hour, String name) {
        byte[] content = ("{\"Records\":[{\"eventVersion\":\"1.08\",\"eventTime\":\"2025-06-01T0" + (hour - 1)
                        + ":30:00Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\","
                        + "\"awsRegion\":\"us-east-1\",\"eventID\":\"" + hour + name
                        + "\",\"recipientAccountId\":\"123456789012\"}]}")
                .getBytes(UTF_8);
        String key = LOGS + hour + name + ".json.gz";
        files.put(key, gzip(content));
        return "{\"s3Bucket\":\"b\",\"s3Object\":\"" + key + "\",\"hashValue\":\"" + sha256(content)
                + "\",\"hashAlgorithm\":\"SHA-256\"}";
    }

    /** As the provider gives them: a bare RSA key, without the header that Java puts before it. */
    private static byte[] keys(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] bare = Arrays.copyOfRange(encoded, SPKI_HEADER, encoded.length);
        return ("{\"PublicKeyList\":[{\"Value\":\"" + Base64.getEncoder().encodeToString(bare)
                        + "\",\"Fingerprint\":\"f\"}]}")
                .getBytes(UTF_8);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Packs content as the provider does. */
    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
