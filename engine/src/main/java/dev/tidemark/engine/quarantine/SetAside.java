package dev.tidemark.engine.quarantine;

import dev.tidemark.api.Artifact;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * All that is set aside of one reading of an artifact.
 *
 * @param entries  its records in their order, or one for the artifact as a whole
 * @param evidence of the other records; empty if the artifact is set aside as a whole
 * @param copy     name of the blob with the artifact's bytes, of one that its source does not give again
 */
public record SetAside(Artifact artifact, List<Entry> entries, Optional<Evidence> evidence, Optional<String> copy) {
    public SetAside {
        entries = List.copyOf(entries);
    }

    public boolean isWhole() {
        return evidence.isEmpty();
    }

    /** The numbers of its records. */
    public BitSet ordinals() {
        BitSet ordinals = new BitSet();
        entries.forEach(entry -> ordinals.set((int) entry.ordinal()));
        return ordinals;
    }
}
