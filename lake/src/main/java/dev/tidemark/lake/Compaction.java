package dev.tidemark.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;

/**
 * Makes few large files, sorted by time, of many small ones of the same source and day.
 *
 * <p>Rows and claims stay as they are. Appends go on meanwhile; a file that another process replaces meanwhile is left
 * to the next compaction. Readers keep the old files for the lake's retention.
 */
public final class Compaction {
    /** Files from this size on, in bytes, are left alone. */
    static final long LARGE = 64L << 20;

    /** What one new file may be made of, in bytes; bounds the memory and the loss when a commit is disturbed. */
    static final long GROUP = 256L << 20;

    private static final int ATTEMPTS = 5;

    /** What became of a table's files. */
    public record Outcome(String table, long rows, int filesBefore, int filesAfter, long bytesBefore, long bytesAfter) {
        private Outcome plus(List<DataFile> before, List<DataFile> after) {
            return new Outcome(
                    table,
                    rows + after.stream().mapToLong(DataFile::recordCount).sum(),
                    filesBefore + before.size(),
                    filesAfter + after.size(),
                    bytesBefore + bytes(before),
                    bytesAfter + bytes(after));
        }
    }

    private final Lake lake;

    public Compaction(Lake lake) {
        this.lake = lake;
    }

    /**
     * Compacts a table, a commit per group of files, and removes what was replaced longer ago than the retention.
     *
     * @return what was rewritten: zeros if nothing needed it, or if there is no such table
     */
    public Outcome compact(String table) throws IOException {
        LakeTable found = lake.find(table).orElse(null);
        return found == null ? new Outcome(table, 0, 0, 0, 0, 0) : compact(found);
    }

    Outcome compact(LakeTable table) throws IOException {
        Outcome outcome = new Outcome(table.name(), 0, 0, 0, 0, 0);
        try (Staging staging = new Staging(lake.folder())) {
            Rewriter rewriter = new Rewriter(staging, lake.settings());
            for (List<DataFile> group : groups(Plan.files(table, Expressions.alwaysTrue()))) {
                List<DataFile> after = rewriter.rewrite(table, Plan.source(group.getFirst()), group, "true");
                if (commit(table, group, after)) {
                    outcome = outcome.plus(group, after);
                }
            }
        }
        Failures.checked("expiring old snapshots of table " + table.name(), () -> expire(table));
        return outcome;
    }

    /** So that the files of an earlier compaction go even if nothing else is committed any more. */
    private boolean expire(LakeTable table) {
        table.table().refresh();
        Transaction transaction = table.table().newTransaction();
        boolean any = Expiry.add(transaction, table, lake);
        if (any) {
            transaction.commitTransaction();
        }
        return any;
    }

    /** Small files of a source and day, cut into groups of a bounded size; a file alone is no group. */
    private static List<List<DataFile>> groups(List<DataFile> files) {
        Map<String, List<DataFile>> partitions = new TreeMap<>();
        for (DataFile file : files) {
            if (file.fileSizeInBytes() < LARGE) {
                partitions
                        .computeIfAbsent(Plan.day(file) + " " + Plan.source(file), key -> new ArrayList<>())
                        .add(file);
            }
        }
        List<List<DataFile>> groups = new ArrayList<>();
        for (Collection<DataFile> partition : partitions.values()) {
            List<DataFile> group = new ArrayList<>();
            for (DataFile file : partition) {
                if (bytes(group) + file.fileSizeInBytes() > GROUP) {
                    groups.add(group);
                    group = new ArrayList<>();
                }
                group.add(file);
            }
            groups.add(group);
        }
        groups.removeIf(group -> group.size() < 2);
        return groups;
    }

    /** Whether it was done; no if another process took one of the files away, whose rows must not come back. */
    private boolean commit(LakeTable table, List<DataFile> before, List<DataFile> after) throws IOException {
        RuntimeException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                table.table().refresh();
                List<String> there = Plan.paths(Plan.files(table, Expressions.alwaysTrue()));
                if (there.containsAll(Plan.paths(after))) {
                    return true; // by an attempt whose outcome was unknown
                }
                if (!there.containsAll(Plan.paths(before))) {
                    return false;
                }
                commitOnce(table, before, after);
                return true;
            } catch (RuntimeException e) {
                if (!Failures.tryAgain(e)) {
                    throw e;
                }
                failure = e;
            }
        }
        throw new IOException("table " + table.name() + " is changed too often to be compacted now", failure);
    }

    private void commitOnce(LakeTable table, List<DataFile> before, List<DataFile> after) {
        Snapshot base = table.table().currentSnapshot();
        Transaction transaction = table.table().newTransaction();
        RewriteFiles rewrite = transaction.newRewrite().validateFromSnapshot(base.snapshotId());
        before.forEach(rewrite::deleteFile);
        after.forEach(rewrite::addFile);
        rewrite.commit();
        Expiry.add(transaction, table, lake);
        transaction.commitTransaction();
    }

    private static long bytes(List<DataFile> files) {
        return files.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    }
}
