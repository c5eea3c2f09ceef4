package dev.tidemark.lake.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * On close: buffer → file → fsync file → fsync folder.
 *
 * <p>The folder is not synced for a manifest or a list of them: nothing refers to these but a metadata file, which is
 * written to the same folder after them, and syncs their names with its own.
 */
final class LocalOutputStream extends PositionOutputStream {
    private final FileChannel channel;
    private final OutputStream out;
    private final Path path;
    private long position;

    LocalOutputStream(FileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        position += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            out.flush();
            channel.force(true);
        }
        Path folder = path.getParent();
        if (folder != null && !path.toString().endsWith(".avro")) {
            Durable.sync(folder);
        }
    }
}
