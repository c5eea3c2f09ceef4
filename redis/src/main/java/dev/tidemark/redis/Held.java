package dev.tidemark.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore.Entry;
import dev.tidemark.formats.spi.Repair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server has under a key, well or damaged.
 *
 * @param type of the value as Redis calls it; {@code none} where there is none
 */
record Held(RedisSettings settings, String key, String type, byte @Nullable [] version, byte @Nullable [] document) {
    /** @param found what the script that loads has answered */
    static Held of(RedisSettings settings, String key, List<?> found) {
        String type = new String((byte[]) found.getFirst(), US_ASCII);
        return type.equals("hash")
                ? new Held(settings, key, type, (byte[]) found.get(1), (byte[]) found.get(2))
                : new Held(settings, key, type, null, null);
    }

    /** The value and its version, empty if there is none. */
    Optional<Entry> entry() throws CorruptStateException {
        if (type.equals("none")) {
            return Optional.empty();
        }
        if (!type.equals("hash")) {
            throw corrupt("it is a " + type + ", not a hash");
        }
        if (version == null || document == null) {
            throw corrupt("the field '" + (version == null ? "version" : "document") + "' is missing");
        }
        if (!Sealed.intact(document)) {
            throw corrupt("its checksum does not fit its " + document.length + " bytes");
        }
        String digest = digest(document);
        if (!digest.equals(new String(version, US_ASCII))) {
            throw corrupt("its version is not that of its document");
        }
        return Optional.of(new Entry(digest, document));
    }

    /** What the script that deletes it must find. */
    List<byte[]> fingerprint() {
        return List.of(type.getBytes(US_ASCII), sha1(version), sha1(document));
    }

    private CorruptStateException corrupt(String reason) {
        return new CorruptStateException(
                settings.prefix() + key + " in the Redis server " + settings.url(),
                reason,
                Repair.of(key, "restart the server with an intact file of its data"));
    }

    static String digest(byte[] content) {
        return HexFormat.of().formatHex(hash("SHA-256", content));
    }

    private static byte[] sha1(byte @Nullable [] content) {
        return content == null
                ? new byte[0]
                : HexFormat.of().formatHex(hash("SHA-1", content)).getBytes(US_ASCII);
    }

    private static byte[] hash(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
