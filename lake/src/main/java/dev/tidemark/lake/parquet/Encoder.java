package dev.tidemark.lake.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The compressor and the buffers of one worker, used again for each of its files. One thread at a time. */
public final class Encoder implements AutoCloseable {
    /**
     * Level 3 takes 5 % (flow logs) to 50 % (CloudTrail) more of this package's CPU time, for files that differ by 5 %
     * at most.
     */
    public static final int DEFAULT_LEVEL = 1;

    private static final int KEPT_BYTES = 2 << 20;
    private static final int KEPT_COLUMNS = 2;

    /** The page being put together. */
    final Bytes page = new Bytes(1 << 16);

    /** What a column of a batch looks up in its dictionary. */
    final Lookups lookups = new Lookups();

    private final ZstdCompressCtx zstd;
    private final Bytes compressed = new Bytes(1 << 16);
    private final Deque<Columns> idle = new ArrayDeque<>();
    private long idleBytes;
    private @Nullable Layout known;
    private List<Leaf> leaves = List.of();

    public Encoder() {
        this(DEFAULT_LEVEL);
    }

    /** @param zstdLevel 1 is fast, 22 is small */
    public Encoder(int zstdLevel) {
        zstd = new ZstdCompressCtx().setLevel(zstdLevel);
    }

    /** Compresses a page and returns its size. */
    int compress(byte[] source, int from, int length) {
        compressed.size = 0;
        compressed.reserve(Math.toIntExact(Zstd.compressBound(length)));
        byte[] target = compressed.array;
        compressed.size = zstd.compressByteArray(target, 0, target.length, source, from, length);
        return compressed.size;
    }

    /** Appends what {@link #compress} made last. */
    void appendCompressed(Bytes out) {
        out.raw(compressed.array, 0, compressed.size);
    }

    /** Buffers for a file; those of an earlier file of this layout if there are any. */
    Columns borrow(Layout layout) {
        for (Iterator<Columns> all = idle.descendingIterator(); all.hasNext(); ) {
            Columns columns = all.next();
            if (columns.layout().equals(layout)) {
                all.remove();
                idleBytes -= columns.held();
                return columns;
            }
        }
        return new Columns(layout, leaves(layout), this);
    }

    /** The leaves of a layout, which all of its files share. */
    List<Leaf> leaves(Layout layout) {
        if (!layout.equals(known)) {
            known = layout;
            leaves = Leaf.of(layout);
        }
        return leaves;
    }

    void giveBack(Columns columns) {
        columns.reset();
        page.trim(KEPT_BYTES);
        compressed.trim(KEPT_BYTES);
        idle.addLast(columns);
        idleBytes += columns.held();
        if (idle.size() > KEPT_COLUMNS) {
            idleBytes -= idle.removeFirst().held();
        }
    }

    /** Bytes of memory that is kept for files to come, about. */
    public long idleBytes() {
        return idleBytes;
    }

    /** Gives up what is kept for files to come. */
    public void forget() {
        idle.clear();
        idleBytes = 0;
    }

    @Override
    public void close() {
        idle.clear();
        zstd.close();
    }
}
