package dev.tidemark.formats.bytes;

import java.io.IOException;
import java.io.InputStream;

/** Content that is not compressed. */
record Plain(InputStream bytes) implements Content {
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        return bytes.read(into, at, length);
    }

    /** Leaves out bytes, also where there are none; returns how many. */
    long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count) {
            long step = bytes.skip(count - skipped);
            if (step <= 0) {
                break;
            }
            skipped += step;
        }
        return skipped;
    }

    @Override
    public void close() {}
}
