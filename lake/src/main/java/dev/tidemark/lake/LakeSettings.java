package dev.tidemark.lake;

import java.time.Duration;

/**
 * How a lake is kept.
 *
 * @param retention     how long files that compaction, an overwrite or a deletion replaced stay, for queries that still
 *                      read them
 * @param snapshotsKept how many of a table's last snapshots Iceberg clients can still plan with while they are younger
 *                      than that
 * @param memory        what a query may use before it spills to disk, in bytes
 */
public record LakeSettings(Duration retention, int snapshotsKept, long memory) {
    public static final LakeSettings DEFAULTS = new LakeSettings(Duration.ofHours(1), 20, 1L << 30);

    public LakeSettings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("the lake's retention " + retention + " must not be negative");
        }
        if (snapshotsKept < 2) {
            throw new IllegalArgumentException("the lake must keep at least 2 snapshots, not " + snapshotsKept);
        }
        if (memory < 1 << 26) {
            throw new IllegalArgumentException("a query needs at least 64 MiB of memory, not " + memory + " bytes");
        }
    }
}
