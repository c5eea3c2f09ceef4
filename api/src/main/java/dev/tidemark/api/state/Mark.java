package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import java.time.Instant;

/**
 * How far an item was read.
 *
 * @param time when the item's period begins; of unknown granularity: when the item last changed
 * @param size its stored size when it was read, in bytes
 * @param next byte of the uncompressed content at which reading goes on should it grow
 * @param tag  evidence of what was read, see {@link dev.tidemark.api.Artifact#tag}
 */
public record Mark(Instant time, long size, long next, String tag) {
    /** The mark of an artifact that is read up to {@code next}. */
    public static Mark of(Artifact artifact, long next) {
        boolean timeless = artifact.period().granularity() == Granularity.UNKNOWN;
        Instant time = timeless ? artifact.changed() : artifact.period().start();
        return new Mark(time, artifact.size(), next, artifact.tag());
    }

    /** Whether the artifact is what was read: neither grown nor replaced since. */
    public boolean matches(Artifact artifact) {
        return size == artifact.size() && tag.equals(artifact.tag());
    }

    Mark at(Instant period) {
        return time.equals(period) ? this : new Mark(period, size, next, tag);
    }
}
