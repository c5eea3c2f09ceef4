package dev.tidemark.lake;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a table has seen, in its properties: they go on through compaction and expiry by themselves.
 *
 * <p>A claim that touches several tables is committed to one after the other. All but the last get a mark of their
 * own, so that a claim counts as published only once its last table has it, and publishing it again skips those that
 * are done.
 */
enum ClaimMark {
    /** In all tables of a claim but the last. */
    PART("tidemark.part."),
    /** In the last, or only, one. */
    WHOLE("tidemark.claim.");

    private final String prefix;

    ClaimMark(String prefix) {
        this.prefix = prefix;
    }

    String key(String source) {
        return prefix + source;
    }

    /** The highest number of this mark, 0 if there is none. */
    long number(Table table, String source) {
        return Long.parseLong(table.properties().getOrDefault(key(source), "0"));
    }

    /** The number of the source's last claim whose rows are in the table. */
    static long seen(Table table, String source) {
        return Math.max(PART.number(table, source), WHOLE.number(table, source));
    }

    /**
     * Whether no snapshot since {@code base} was made by a claim of the source; no, too, if {@code base} has expired.
     *
     * <p>Iceberg retries a commit on top of whatever another writer committed meanwhile, and would append a second time
     * what that writer has just published. So this is asked at every retry.
     */
    static boolean unchanged(Iterable<Snapshot> newestFirst, @Nullable Snapshot base, String source) {
        for (Snapshot snapshot : newestFirst) {
            if (base != null && snapshot.snapshotId() == base.snapshotId()) {
                return true;
            }
            if (snapshot.summary().containsKey(PART.key(source))
                    || snapshot.summary().containsKey(WHOLE.key(source))) {
                return false;
            }
        }
        return base == null;
    }
}
