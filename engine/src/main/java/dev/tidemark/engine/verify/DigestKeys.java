package dev.tidemark.engine.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.engine.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The public keys of CloudTrail, as {@code aws cloudtrail list-public-keys} prints them. */
public final class DigestKeys {
    /** SEQUENCE { rsaEncryption, NULL }, which turns AWS's bare RSA key into one that Java reads. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** None: signatures are not checked. */
    public static final DigestKeys NONE = new DigestKeys(List.of());

    private final List<PublicKey> keys;

    private DigestKeys(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** @throws IllegalArgumentException if it holds no keys; says why */
    public static DigestKeys parse(byte[] json) {
        List<PublicKey> keys = new ArrayList<>();
        for (Map<?, ?> each : JsonTree.objects(JsonTree.object(json), "PublicKeyList")) {
            keys.add(key(Base64.getMimeDecoder().decode(JsonTree.text(each, "Value"))));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it has no PublicKeyList with keys");
        }
        return new DigestKeys(keys);
    }

    private static PublicKey key(byte[] bare) {
        byte[] bits = new byte[bare.length + 1];
        System.arraycopy(bare, 0, bits, 1, bare.length);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA);
        content.writeBytes(element(0x03, bits));
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(element(0x30, content.toByteArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key in it cannot be read: " + e.getMessage(), e);
        }
    }

    /** DER: tag, length, content. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether one of the keys has signed a text; the signature is in hexadecimal digits. */
    boolean signed(String text, String signature) {
        for (PublicKey key : keys) {
            try {
                Signature check = Signature.getInstance("SHA256withRSA");
                check.initVerify(key);
                check.update(text.getBytes(UTF_8));
                if (check.verify(HexFormat.of().parseHex(signature))) {
                    return true;
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // not by this key
            }
        }
        return false;
    }
}
