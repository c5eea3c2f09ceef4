package dev.tidemark.lake.stage;

import dev.tidemark.lake.parquet.Encoder;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** The encoders of a sink, lent to one writer at a time, so that its next chunk finds warm buffers. Thread-safe. */
public final class Encoders implements AutoCloseable {
    private final ConcurrentLinkedDeque<Encoder> idle = new ConcurrentLinkedDeque<>();

    private final int zstdLevel;

    public Encoders() {
        this(Encoder.DEFAULT_LEVEL);
    }

    /** @param zstdLevel 1 is fast, 22 is small */
    public Encoders(int zstdLevel) {
        this.zstdLevel = zstdLevel;
    }

    Encoder borrow() {
        @Nullable Encoder last = idle.pollLast();
        return last == null ? new Encoder(zstdLevel) : last;
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
