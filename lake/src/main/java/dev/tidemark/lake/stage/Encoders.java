package dev.tidemark.lake.stage;

import dev.tidemark.lake.parquet.Encoder;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of a sink, lent to one writer at a time, so that its next chunk finds warm buffers, and the memory that
 * all writers share. Thread-safe.
 */
public final class Encoders implements AutoCloseable {
    private final ConcurrentLinkedDeque<Encoder> idle = new ConcurrentLinkedDeque<>();

    /** The rest of the heap is for what is read, and what is committed. */
    private static final int PART_OF_HEAP = 3;

    private final AtomicInteger made = new AtomicInteger();
    private final int zstdLevel;
    private final long memory;

    public Encoders() {
        this(Encoder.DEFAULT_LEVEL);
    }

    /** @param zstdLevel 1 is fast, 22 is small */
    public Encoders(int zstdLevel) {
        this(zstdLevel, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** @param memory bytes that rows may take, of all writers together, before they are in files */
    Encoders(int zstdLevel, long memory) {
        this.zstdLevel = zstdLevel;
        this.memory = memory;
    }

    /** Bytes of memory that one writer may take: the more write at once, the less has each. */
    long share() {
        return memory / Math.max(1, made.get());
    }

    Encoder borrow() {
        @Nullable Encoder last = idle.pollLast();
        if (last != null) {
            return last;
        }
        made.incrementAndGet();
        return new Encoder(zstdLevel);
    }

    void giveBack(Encoder encoder) {
        idle.addLast(encoder);
    }

    /** Frees what is not lent; to be called when no writer is open any more. */
    @Override
    public void close() {
        for (@Nullable Encoder next = idle.pollLast(); next != null; next = idle.pollLast()) {
            next.close();
        }
    }
}
