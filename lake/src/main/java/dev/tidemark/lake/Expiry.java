package dev.tidemark.lake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/**
 * Which old snapshots go with a commit: those that were succeeded longer ago than the retention, and of younger ones
 * all but the last few, as long as no file goes with them that a reader may still need.
 *
 * <p>An expired snapshot takes along the files that no later one has: those that its successor removed. So many
 * snapshots an hour can go whose successors only added files, while one whose successor removed files stays for the
 * retention. Iceberg's own rule goes by the age of the snapshot itself, and would take away files that were replaced a
 * moment ago if the table was quiet before.
 */
final class Expiry {
    /** Otherwise Iceberg adds to the named ones all that are older than five days. */
    private static final long NO_AGE = 0;

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final LakeSettings settings;
    private final Instant now;

    private Expiry(Table table, LakeSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        table.snapshots().forEach(snapshots::add);
        snapshots.sort(Comparator.comparingLong(Snapshot::sequenceNumber));
    }

    /**
     * Adds the expiry to a transaction.
     *
     * @return whether anything is to go
     */
    static boolean add(Transaction transaction, LakeTable table, Lake lake) {
        List<Long> old = new Expiry(table.table(), lake.settings(), lake.clock().instant()).expired();
        if (old.isEmpty()) {
            return false;
        }
        ExpireSnapshots expire = transaction.expireSnapshots().expireOlderThan(NO_AGE);
        old.forEach(expire::expireSnapshotId);
        expire.commit();
        return true;
    }

    private List<Long> expired() {
        List<Long> expired = new ArrayList<>();
        int young = snapshots.size() - settings.snapshotsKept();
        for (int i = 0; i < snapshots.size() - 1; i++) {
            Snapshot successor = snapshots.get(i + 1);
            if (old(successor) || (i < young && added(snapshots.get(i)) && added(successor))) {
                expired.add(snapshots.get(i).snapshotId());
            }
        }
        return expired;
    }

    /** A young one that removed files must stay, too: else nothing would tell that the removal is recent. */
    private boolean added(Snapshot snapshot) {
        return old(snapshot) || DataOperations.APPEND.equals(snapshot.operation());
    }

    private boolean old(Snapshot snapshot) {
        Duration age = Duration.between(Instant.ofEpochMilli(snapshot.timestampMillis()), now);
        return age.compareTo(settings.retention()) > 0;
    }
}
