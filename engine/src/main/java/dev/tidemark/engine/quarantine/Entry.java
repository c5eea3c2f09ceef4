package dev.tidemark.engine.quarantine;

import dev.tidemark.api.Artifact;

/**
 * Something set aside.
 *
 * @param artifact where it comes from
 * @param ordinal  the record's number in what was read of the artifact, from 1 on; 0 for the artifact as a whole
 * @param reason   what is wrong with it, and which value
 * @param raw      the record as it was read; empty for an artifact
 */
public record Entry(Artifact artifact, long ordinal, String reason, byte[] raw) {
    /** The number of an artifact as a whole. */
    public static final long WHOLE = 0;

    public static Entry whole(Artifact artifact, String reason) {
        return new Entry(artifact, WHOLE, reason, new byte[0]);
    }

    public boolean isWhole() {
        return ordinal == WHOLE;
    }
}
