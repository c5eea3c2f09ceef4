package dev.tidemark.formats.bytes;

import dev.tidemark.api.BadArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Content in gzip members, one after another. The checksum and the length of each are compared, and an end within one
 * is an error, so content cut anywhere but between two members is found out. Zeros after the last member are padding.
 */
final class Gzip implements Content {
    private static final int FLAG_CHECKSUM = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_KNOWN = 31;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private long offset;
    private long member;
    private boolean within;

    Gzip(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (true) {
            if (!within && !begin()) {
                return -1;
            }
            int count = inflate(into, from, length);
            if (count > 0) {
                crc.update(into, from, count);
                return count;
            }
            if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw broken("needs a dictionary, which gzip does not have");
            } else if (!fill()) {
                throw endsEarly();
            } else {
                inflater.setInput(buffer, at, limit - at);
            }
        }
    }

    private int inflate(byte[] into, int from, int length) throws IOException {
        try {
            int count = inflater.inflate(into, from, length);
            at = limit - inflater.getRemaining();
            return count;
        } catch (DataFormatException e) {
            at = limit - inflater.getRemaining();
            throw broken("is not compressed data (" + e.getMessage() + ")");
        }
    }

    /** Begins a member; false at the end of the content. */
    private boolean begin() throws IOException {
        member = offset + at;
        if (at == limit && !fill()) {
            if (member == 0) {
                throw new BadArtifactException("it is empty, which gzip never is");
            }
            return false;
        }
        if (member > 0 && buffer[at] == 0) {
            padding();
            return false;
        }
        header();
        inflater.reset();
        inflater.setInput(buffer, at, limit - at);
        crc.reset();
        within = true;
        return true;
    }

    private void header() throws IOException {
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new BadArtifactException(
                    member == 0
                            ? "it does not begin as gzip does; if it is not compressed, rename it"
                            : "what follows the gzip member that ends at byte " + member + " is not gzip");
        }
        int flags = next();
        if (flags > FLAGS_KNOWN) {
            throw broken("has unknown flags " + flags);
        }
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void end() throws IOException {
        long size = inflater.getBytesWritten();
        int sum = int32();
        if (sum != (int) crc.getValue()) {
            throw broken(String.format("has checksum %08x instead of %08x", (int) crc.getValue(), sum));
        }
        int length = int32();
        if (length != (int) size) {
            throw broken("has " + size + " bytes instead of " + Integer.toUnsignedString(length));
        }
        within = false;
    }

    private void padding() throws IOException {
        do {
            while (at < limit) {
                if (buffer[at++] != 0) {
                    throw new BadArtifactException(
                            "what follows the last gzip member is not gzip, at byte " + (offset + at - 1));
                }
            }
        } while (fill());
    }

    private int int32() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (at == limit && !fill()) {
            throw endsEarly();
        }
        return buffer[at++] & 0xff;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // up to the zero that ends it
        }
    }

    private boolean fill() throws IOException {
        offset += limit;
        at = 0;
        limit = Math.max(0, bytes.read(buffer));
        return limit > 0;
    }

    private BadArtifactException endsEarly() {
        return new BadArtifactException(
                "it ends at byte " + (offset + limit) + ", within the gzip member that begins at byte " + member);
    }

    private BadArtifactException broken(String what) {
        return new BadArtifactException(
                "the gzip member that begins at byte " + member + " " + what + ", found at byte " + (offset + at));
    }

    @Override
    public void close() {
        inflater.end();
    }
}
