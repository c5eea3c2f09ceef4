package dev.tidemark.cli.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A channel that writes down what is written and what is synced. */
final class JournalingChannel extends FileChannel {
    private final FileChannel real;
    private final Path path;
    private final Journal journal;

    JournalingChannel(FileChannel real, Path path, Journal journal) {
        this.real = real;
        this.path = path;
        this.journal = journal;
    }

    private void written() {
        journal.add(Step.WRITE, path, "");
    }

    @Override
    public void force(boolean metadata) throws IOException {
        real.force(metadata);
        if (journal.deaf()) {
            return;
        }
        if (Files.isDirectory(path)) {
            journal.add(Step.SYNC_FOLDER, path, "");
        } else {
            journal.add(Step.SYNC, path, real.size());
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        written();
        return real.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int from, int length) throws IOException {
        written();
        return real.write(sources, from, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        written();
        return real.write(source, position);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        written();
        real.truncate(size);
        return this;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        written();
        return real.transferFrom(source, position, count);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int from, int length) throws IOException {
        return real.read(targets, from, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
