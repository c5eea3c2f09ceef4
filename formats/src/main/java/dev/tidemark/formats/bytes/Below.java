package dev.tidemark.formats.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compressed bytes on their way to a decoder: counted, their end remembered, and not closed with the decoder. */
final class Below extends FilterInputStream {
    private static final int REMEMBERED = 1 << 10;

    private byte[] last = {};
    private long count;

    Below(InputStream bytes) {
        super(bytes);
    }

    long count() {
        return count;
    }

    /** The last bytes that were read, up to {@value #REMEMBERED}. */
    byte[] last() {
        return last;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int read = super.read(into, at, length);
        if (read > 0) {
            count += read;
            remember(into, at, read);
        }
        return read;
    }

    private void remember(byte[] from, int at, int length) {
        int added = Math.min(length, REMEMBERED);
        int kept = Math.min(last.length, REMEMBERED - added);
        byte[] joined = Arrays.copyOfRange(last, last.length - kept, last.length + added);
        System.arraycopy(from, at + length - added, joined, kept, added);
        last = joined;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        while (skipped < bytes && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {}
}
