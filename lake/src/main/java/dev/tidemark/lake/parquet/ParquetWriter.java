package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file. Not thread-safe.
 *
 * <p>A file that is not {@linkplain #finish finished} is not readable. Rows are kept column by column until a row
 * group is large enough; whoever has many writers open can end one earlier to have memory back.
 */
public final class ParquetWriter implements AutoCloseable {
    /** DuckDB scans row groups in parallel, and this is its own size. */
    private static final int ROW_GROUP_ROWS = 122_880;

    private static final int ROW_GROUP_BYTES = 32 << 20;
    /** What is known of a column takes about so much. */
    private static final int STATS_BYTES = 256;

    private final Path path;
    private final Layout layout;
    private final Encoder encoder;
    private final List<Leaf> leaves;
    private final Output out;
    private final List<byte[]> rowGroups = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    /** By leaf; null of those that are not measured. */
    private final @Nullable ColumnStats[] stats;
    /** Null while there are no rows of a row group. */
    private @Nullable Columns columns;

    private long describedBytes;
    private long rows;
    private boolean closed;

    /** @throws java.nio.file.FileAlreadyExistsException if there is a file already */
    public ParquetWriter(Path path, Layout layout, Encoder encoder) throws IOException {
        this.path = path;
        this.layout = layout;
        this.encoder = encoder;
        leaves = encoder.leaves(layout);
        out = new Output(path);
        stats = new ColumnStats[leaves.size()];
        out.write(Footer.magic());
    }

    public Path path() {
        return path;
    }

    /**
     * Copies a row.
     *
     * @throws IllegalArgumentException if a number does not fit its column; the row is left out then
     */
    public void append(Row row) throws IOException {
        Columns group = columns == null ? borrow() : columns;
        group.append(row);
        if (group.rows() == ROW_GROUP_ROWS || group.finished() >= ROW_GROUP_BYTES) {
            write(group);
        }
    }

    private Columns borrow() {
        Columns borrowed = encoder.borrow(layout);
        columns = borrowed;
        return borrowed;
    }

    /** Rows so far. */
    public long rows() {
        return rows + (columns == null ? 0 : columns.rows());
    }

    /** About how many bytes of memory it takes. */
    public long held() {
        return describedBytes + out.held() + (columns == null ? 0 : columns.held());
    }

    /** About how many bytes of memory it takes for what is written, until the file is finished. */
    public long describedBytes() {
        return describedBytes;
    }

    /** Whether there is more in the row group than the room it takes when it is empty, so that ending it pays. */
    public boolean hasMuch() {
        return columns != null && columns.held() >= 2 * layout.emptyBytes();
    }

    /** Ends a row group early, and gives its memory back. */
    public void endRowGroup() throws IOException {
        if (columns != null) {
            Columns group = columns;
            write(group);
            columns = null;
            encoder.giveBack(group);
        }
    }

    private void write(Columns group) throws IOException {
        int groupRows = group.rows();
        if (groupRows == 0) {
            return;
        }
        group.endChunks();
        starts.add(out.position());
        RowGroup written = new RowGroup(out, stats.length);
        for (int i = 0; i < stats.length; i++) {
            Leaf leaf = leaves.get(i);
            ColumnBuffer buffer = group.buffer(i);
            ColumnStats more = buffer.stats(leaf);
            written.append(leaf, buffer, more);
            add(i, leaf, more);
        }
        byte[] description = written.end(groupRows);
        rowGroups.add(description);
        describedBytes += description.length;
        rows += groupRows;
        group.clear();
    }

    private void add(int i, Leaf leaf, ColumnStats more) {
        if (layout.isMeasured(leaf.node())) {
            ColumnStats known = stats[i];
            stats[i] = known == null ? more : known.and(more);
            describedBytes += known == null ? STATS_BYTES : 0;
        }
    }

    /** Ends the file and makes its bytes durable; its name is durable once the directory is synchronized too. */
    public FileStats finish() throws IOException {
        endRowGroup();
        out.write(Footer.of(layout, leaves.size(), rowGroups, rows));
        out.force();
        List<ColumnStats> known = Stream.of(stats).filter(Objects::nonNull).toList();
        return new FileStats(path, out.position(), rows, starts, known);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            if (columns != null) {
                encoder.giveBack(columns);
                columns = null;
            }
            out.close();
        }
    }
}
