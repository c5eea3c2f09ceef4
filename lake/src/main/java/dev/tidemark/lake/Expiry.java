package dev.tidemark.lake;

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
 * Which old snapshots go with a commit.
 *
 * <p>An expired snapshot takes along the files that no later one has: those that its successor removed. So a snapshot
 * whose successor only added files can go whenever enough younger ones are there, however many commits an hour sees,
 * while one whose successor removed files stays until that removal is old enough for every reader to be done. Iceberg's
 * own rule goes by the age of the snapshot itself, and would take away files that were replaced a moment ago if the
 * table was quiet before.
 */
final class Expiry {
    /** Otherwise Iceberg adds to the named ones all that are older than five days. */
    private static final long NO_AGE = 0;

    private Expiry() {}

    /** Adds the expiry to a transaction, if anything is to go. */
    static void add(Transaction transaction, Table table, LakeSettings settings, Instant now) {
        List<Long> old = expired(table, settings, now);
        if (old.isEmpty()) {
            return;
        }
        ExpireSnapshots expire = transaction.expireSnapshots().expireOlderThan(NO_AGE);
        old.forEach(expire::expireSnapshotId);
        expire.commit();
    }

    private static List<Long> expired(Table table, LakeSettings settings, Instant now) {
        List<Snapshot> snapshots = new ArrayList<>();
        table.snapshots().forEach(snapshots::add);
        snapshots.sort(Comparator.comparingLong(Snapshot::sequenceNumber));
        List<Long> expired = new ArrayList<>();
        for (int i = 0; i < snapshots.size() - settings.snapshotsKept(); i++) {
            if (mayGo(snapshots.get(i), settings, now) && mayGo(snapshots.get(i + 1), settings, now)) {
                expired.add(snapshots.get(i).snapshotId());
            }
        }
        return expired;
    }

    /** One that removed files goes with the one before it: else nothing would tell that the removal is recent. */
    private static boolean mayGo(Snapshot snapshot, LakeSettings settings, Instant now) {
        return DataOperations.APPEND.equals(snapshot.operation())
                || Instant.ofEpochMilli(snapshot.timestampMillis())
                        .plus(settings.retention())
                        .isBefore(now);
    }
}
