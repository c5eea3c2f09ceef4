package dev.tidemark.engine.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Which files are compressed, by the end of their name or by their first bytes. */
final class Compressed {
    private static final List<String> SUFFIXES = List.of(".gz", ".zst", ".zip");
    private static final List<byte[]> MAGIC =
            List.of(new byte[] {0x1f, (byte) 0x8b, 8}, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, new byte[] {
                'P', 'K', 3, 4
            });

    private Compressed() {}

    static boolean is(String name, byte[] head) {
        return original(name).isPresent() || MAGIC.stream().anyMatch(magic -> startsWith(head, magic));
    }

    /** The name or path before it was compressed, empty if it does not look so. */
    static Optional<String> original(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream()
                .filter(lower::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .findFirst();
    }

    /** The content; closing it closes the bytes. */
    static InputStream content(String name, InputStream bytes) throws IOException {
        return new GZIPInputStream(bytes, 1 << 16);
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || head[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
