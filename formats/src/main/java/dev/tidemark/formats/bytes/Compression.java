package dev.tidemark.formats.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an artifact is compressed: its ending says it, and where the ending says nothing, its first bytes. */
public enum Compression {
    NONE("", 0, 0),
    GZIP(".gz", 3, 0x088b1f),
    ZSTD(".zst", 4, 0xfd2fb528),
    ZIP(".zip", 4, 0x04034b50);

    private static final int MAGIC = 4;

    private final String ending;
    private final int magicLength;
    private final int magic;

    Compression(String ending, int magicLength, int magic) {
        this.ending = ending;
        this.magicLength = magicLength;
        this.magic = magic;
    }

    /** @param first the artifact's first bytes, four or more if it has as many */
    public static Compression of(String name, byte[] first) {
        Compression byName = ofEnding(name);
        return byName == NONE ? ofFirstBytes(first) : byName;
    }

    /** The name or path before the artifact was compressed; empty if its ending does not say that it was. */
    public static Optional<String> original(String name) {
        Compression byName = ofEnding(name);
        return byName == NONE
                ? Optional.empty()
                : Optional.of(name.substring(0, name.length() - byName.ending.length()));
    }

    /**
     * The uncompressed content; closing it closes {@code bytes}. Reading it throws {@link
     * dev.tidemark.api.BadArtifactException} where they are broken.
     */
    public static InputStream content(String name, InputStream bytes) throws IOException {
        return new Uncompressed(open(name, bytes), bytes);
    }

    static Content open(String name, InputStream bytes) throws IOException {
        PushbackInputStream all = new PushbackInputStream(bytes, MAGIC);
        byte[] first = all.readNBytes(MAGIC);
        all.unread(first);
        return switch (of(name, first)) {
            case NONE -> new Plain(all);
            case GZIP -> new Gzip(all);
            case ZSTD -> new Zstandard(all);
            case ZIP -> new Zip(all);
        };
    }

    private static Compression ofEnding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(one -> one != NONE && lower.endsWith(one.ending))
                .findFirst()
                .orElse(NONE);
    }

    private static Compression ofFirstBytes(byte[] first) {
        return Arrays.stream(values())
                .filter(one -> one != NONE && one.begins(first))
                .findFirst()
                .orElse(NONE);
    }

    private boolean begins(byte[] first) {
        if (first.length < magicLength) {
            return false;
        }
        int value = 0;
        for (int i = 0; i < magicLength; i++) {
            value |= (first[i] & 0xff) << 8 * i;
        }
        return value == magic;
    }
}
