package dev.tidemark.formats.bytes;

import java.io.IOException;
import java.io.InputStream;

/** A content as a stream. */
final class Uncompressed extends InputStream {
    private final Content content;
    private final InputStream below;

    Uncompressed(Content content, InputStream below) {
        this.content = content;
        this.below = below;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        return length == 0 ? 0 : content.read(into, at, length);
    }

    @Override
    public void close() throws IOException {
        content.close();
        below.close();
    }
}
