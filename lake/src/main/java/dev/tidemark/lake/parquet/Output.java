package dev.tidemark.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a new file. */
final class Output implements AutoCloseable {
    /** The channel keeps a direct buffer as large as the largest write of its thread. */
    private static final int WRITE_BYTES = 1 << 18;

    private final FileChannel channel;
    private final Bytes pending = new Bytes();
    private long position;

    /** @throws java.nio.file.FileAlreadyExistsException if there is a file already */
    Output(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    long position() {
        return position;
    }

    void write(Bytes bytes) throws IOException {
        position += bytes.size;
        if (pending.size + bytes.size <= WRITE_BYTES) {
            pending.raw(bytes.array, 0, bytes.size);
        } else {
            flush();
            write(bytes.array, bytes.size);
        }
    }

    private void flush() throws IOException {
        write(pending.array, pending.size);
        pending.size = 0;
    }

    private void write(byte[] bytes, int size) throws IOException {
        for (int at = 0; at < size; ) {
            at += channel.write(ByteBuffer.wrap(bytes, at, Math.min(WRITE_BYTES, size - at)));
        }
    }

    /** Bytes of memory that it takes. */
    int held() {
        return pending.array.length;
    }

    /** Makes all bytes durable; the file's name is durable once its directory is synchronized too. */
    void force() throws IOException {
        flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
