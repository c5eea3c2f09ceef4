package dev.tidemark.formats.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;

/** How an artifact is compressed: its ending says it, and where the ending says nothing, its first bytes. */
enum Compression {
    NONE,
    GZIP,
    ZSTD,
    ZIP;

    private static final int MAGIC = 4;

    static Content open(String name, InputStream bytes) throws IOException {
        PushbackInputStream all = new PushbackInputStream(bytes, MAGIC);
        Compression byName = ofEnding(name);
        return switch (byName == NONE ? ofFirstBytes(all) : byName) {
            case NONE -> new Plain(all);
            case GZIP -> new Gzip(all);
            case ZSTD -> new Zstandard(all);
            case ZIP -> new Zip(all);
        };
    }

    private static Compression ofEnding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return GZIP;
        }
        if (lower.endsWith(".zst")) {
            return ZSTD;
        }
        return lower.endsWith(".zip") ? ZIP : NONE;
    }

    private static Compression ofFirstBytes(PushbackInputStream bytes) throws IOException {
        byte[] first = bytes.readNBytes(MAGIC);
        bytes.unread(first);
        int magic = 0;
        for (int i = 0; i < first.length; i++) {
            magic |= (first[i] & 0xff) << 8 * i;
        }
        if ((magic & 0xffffff) == 0x088b1f) {
            return GZIP;
        }
        return switch (magic) {
            case 0xfd2fb528 -> ZSTD;
            case 0x04034b50 -> ZIP;
            default -> NONE;
        };
    }
}
