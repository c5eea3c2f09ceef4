package dev.tidemark.lake.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.iceberg.io.SeekableInputStream;

/** A buffered stream over a file, with seeking. */
final class LocalInputStream extends SeekableInputStream {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;

    LocalInputStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void seek(long newPosition) throws IOException {
        channel.position(newPosition);
        position = newPosition;
        buffer.limit(0);
    }

    @Override
    public int read() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        position++;
        return buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!buffer.hasRemaining() && length >= BUFFER) {
            return advance(channel.read(ByteBuffer.wrap(target, from, length)));
        }
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, from, count);
        return advance(count);
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count > 0;
    }

    private int advance(int count) {
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
