package dev.tidemark.lake;

import dev.tidemark.api.Range;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;

/** The rows of each source within a table. */
public final class Partitions {
    private static final int ATTEMPTS = 20;

    /**
     * A source's rows in a table.
     *
     * @param rows  how many
     * @param bytes of the files that hold them
     * @param first the earliest {@code tp_timestamp}
     * @param last  the latest
     */
    public record Partition(
            String table, String source, long rows, long files, long bytes, Instant first, Instant last) {
        private Partition plus(Partition more) {
            return new Partition(
                    table,
                    source,
                    rows + more.rows,
                    files + more.files,
                    bytes + more.bytes,
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last);
        }
    }

    private final Lake lake;

    public Partitions(Lake lake) {
        this.lake = lake;
    }

    /** All partitions by table and source, from metadata alone; a partition without rows is none. */
    public List<Partition> list() throws IOException {
        List<Partition> all = new ArrayList<>();
        for (String table : lake.tables()) {
            all.addAll(list(table));
        }
        return all;
    }

    /** The partitions of a table by source; none if there is no such table. */
    public List<Partition> list(String table) throws IOException {
        LakeTable found = lake.find(table).orElse(null);
        return found == null ? List.of() : List.copyOf(partitions(found));
    }

    private static Collection<Partition> partitions(LakeTable table) throws IOException {
        Map<String, Partition> sources = new TreeMap<>();
        for (DataFile file : Plan.files(table, Expressions.alwaysTrue())) {
            Bounds bounds = Bounds.of(table, file);
            Partition partition = new Partition(
                    table.name(),
                    Plan.source(file),
                    file.recordCount(),
                    1,
                    file.fileSizeInBytes(),
                    bounds.first(),
                    bounds.last());
            sources.merge(partition.source(), partition, Partition::plus);
        }
        return sources.values();
    }

    /**
     * Removes a source's rows of a range from a table in one commit. What the collection state says is not touched:
     * the rows are not collected again. Claims stay recorded.
     *
     * @return how many rows were removed
     * @throws IOException if it failed, or was disturbed too often by other commits; nothing was removed
     */
    public long delete(String table, String source, Range range) throws IOException {
        LakeTable found = lake.find(table).orElse(null);
        if (found == null) {
            return 0;
        }
        try (Staging staging = new Staging(lake.folder())) {
            Rewriter rewriter = new Rewriter(staging, lake.settings());
            RuntimeException failure = null;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    found.table().refresh();
                    return deleteOnce(found, source, range, rewriter);
                } catch (RuntimeException e) {
                    if (!Failures.tryAgain(e)) {
                        throw e;
                    }
                    failure = e;
                }
            }
            throw new IOException("rows of " + source + " in table " + table + " are not deleted", failure);
        }
    }

    private long deleteOnce(LakeTable table, String source, Range range, Rewriter rewriter) throws IOException {
        Snapshot base = table.table().currentSnapshot();
        Replacement replacement = Replacement.of(table, source, range, rewriter);
        if (base == null || replacement.isEmpty()) {
            return 0;
        }
        Transaction transaction = table.table().newTransaction();
        Publisher.overwrite(transaction, replacement, List.of(), base).commit();
        Expiry.add(transaction, table, lake);
        transaction.commitTransaction();
        return rows(replacement.removed()) - rows(replacement.kept());
    }

    private static long rows(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }
}
