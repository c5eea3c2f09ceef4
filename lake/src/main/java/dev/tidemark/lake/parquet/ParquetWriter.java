package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private final Path path;
    private final Encoder encoder;
    private final Columns columns;
    private final Output out;
    private final List<byte[]> rowGroups = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final ColumnStats[] stats;
    private long rows;
    private boolean closed;

    /** @throws java.nio.file.FileAlreadyExistsException if there is a file already */
    public ParquetWriter(Path path, Layout layout, Encoder encoder) throws IOException {
        this.path = path;
        this.encoder = encoder;
        out = new Output(path);
        columns = encoder.borrow(layout);
        stats = new ColumnStats[columns.leaves().size()];
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
        columns.append(row);
        if (columns.rows() == ROW_GROUP_ROWS || columns.finished() >= ROW_GROUP_BYTES) {
            endRowGroup();
        }
    }

    /** Rows so far. */
    public long rows() {
        return rows + columns.rows();
    }

    /** About how many bytes of memory the row group takes. */
    public long held() {
        return columns.held();
    }

    /** Ends a row group early. */
    public void endRowGroup() throws IOException {
        int groupRows = columns.rows();
        if (groupRows == 0) {
            return;
        }
        columns.endChunks();
        starts.add(out.position());
        RowGroup group = new RowGroup(out, stats.length);
        for (int i = 0; i < stats.length; i++) {
            Leaf leaf = columns.leaves().get(i);
            ColumnBuffer buffer = columns.buffer(i);
            group.append(leaf, buffer);
            ColumnStats more = buffer.stats(leaf);
            stats[i] = rows == 0 ? more : stats[i].and(more);
        }
        rowGroups.add(group.end(groupRows));
        rows += groupRows;
        columns.clear();
    }

    /** Ends the file and makes its bytes durable; its name is durable once the directory is synchronized too. */
    public FileStats finish() throws IOException {
        endRowGroup();
        out.write(Footer.of(columns, rowGroups, rows));
        out.force();
        return new FileStats(path, out.position(), rows, starts, rows == 0 ? List.of() : List.of(stats));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            encoder.giveBack(columns);
            out.close();
        }
    }
}
