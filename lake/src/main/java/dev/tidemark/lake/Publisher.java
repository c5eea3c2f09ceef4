package dev.tidemark.lake;

import dev.tidemark.api.Claim;
import dev.tidemark.api.Staged;
import java.io.IOException;
import java.util.List;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Publishes a claim to one table: files become visible, replaced rows disappear and the claim is recorded in one
 * Iceberg commit, once, whoever else does the same at the same time.
 */
final class Publisher {
    private static final int ATTEMPTS = 100;

    private final Lake lake;
    private final Staging staging;
    private final Rewriter rewriter;

    Publisher(Lake lake, Staging staging, Rewriter rewriter) {
        this.lake = lake;
        this.staging = staging;
        this.rewriter = rewriter;
    }

    /** @param chunks those of the claim that belong to this table */
    void publish(LakeTable table, Claim claim, List<Staged> chunks, ClaimMark mark) throws IOException {
        RuntimeException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                table.table().refresh();
                if (ClaimMark.seen(table.table(), claim.source()) < claim.number()) {
                    commit(table, claim, chunks, mark);
                }
                return;
            } catch (RuntimeException e) {
                if (!Failures.tryAgain(e)) {
                    throw e;
                }
                failure = e; // lost a race, or outcome unknown: what is recorded by now tells
            }
        }
        throw new IOException(
                "claim " + claim.number() + " of " + claim.source() + " is not published in table " + table.name()
                        + ", after " + ATTEMPTS + " attempts",
                failure);
    }

    private void commit(LakeTable table, Claim claim, List<Staged> chunks, ClaimMark mark) throws IOException {
        Table iceberg = table.table();
        Snapshot base = iceberg.currentSnapshot();
        List<DataFile> files = staging.files(table, chunks);
        Replacement replacement = ReplacedRows.replacement(table, claim.source(), claim.replaced(), rewriter);

        Transaction transaction = iceberg.newTransaction();
        String key = mark.key(claim.source());
        String number = Long.toString(claim.number());
        if (!files.isEmpty() || !replacement.isEmpty()) {
            SnapshotUpdate<?> update = replacement.isEmpty()
                    ? append(transaction, files)
                    : overwrite(transaction, replacement, files, base);
            update.set(key, number);
            update.validateWith(ancestors -> ClaimMark.unchanged(ancestors, base, claim.source()));
            update.commit();
        }
        transaction.updateProperties().set(key, number).commit();
        Expiry.add(transaction, table, lake);
        transaction.commitTransaction();
    }

    private static SnapshotUpdate<?> append(Transaction transaction, List<DataFile> files) {
        AppendFiles append = transaction.newAppend();
        files.forEach(append::appendFile);
        return append;
    }

    /** Fails, to be planned again, if compaction took a file away meanwhile. */
    static OverwriteFiles overwrite(
            Transaction transaction, Replacement replacement, List<DataFile> files, Snapshot base) {
        OverwriteFiles overwrite = transaction
                .newOverwrite()
                .validateFromSnapshot(base.snapshotId())
                .validateNoConflictingDeletes();
        replacement.removed().forEach(overwrite::deleteFile);
        replacement.kept().forEach(overwrite::addFile);
        files.forEach(overwrite::addFile);
        return overwrite;
    }
}
