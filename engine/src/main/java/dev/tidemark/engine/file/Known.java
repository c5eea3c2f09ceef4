package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Artifact.Content;
import dev.tidemark.api.state.Mark;

/** A file of which something was read before. */
record Known(String id, Mark mark, Evidence evidence) {
    Known(String id, Mark mark) {
        this(id, mark, Evidence.of(id, mark));
    }

    /** Where what was read ends, in the bytes that the evidence is of. */
    long end() {
        return evidence.subject() == Evidence.Subject.STORED ? mark.size() : mark.next();
    }

    /** Whether the file need not be looked into: same place, same size, and its inode surely did not change. */
    boolean unchanged(Entry file) {
        return file.location().equals(evidence.location()) && file.size() == mark.size() && evidence.isOf(file);
    }

    /** The artifact that this file is now, given that it still begins with what was read. */
    Artifact artifact(Found found, boolean compressed, Settling settling) {
        Entry file = found.file();
        boolean growing = settling.growing(file);
        boolean same = file.size() == mark.size() && (evidence.subject() == Evidence.Subject.STORED || !compressed);
        if (same && (growing || !unfinished())) {
            boolean more =
                    evidence.growing() && (unfinished() || file.location().equals(evidence.location()));
            return found.artifact(id, evidence.in(file, more, settling).tag(id), mark.next(), Content.KNOWN);
        }
        String tag = evidence.in(file, growing, settling).tag(id);
        return found.artifact(id, tag, mark.next(), growing ? Content.GROWING : Content.WHOLE);
    }

    /** Whether a last line may have been left for later. */
    private boolean unfinished() {
        return evidence.growing() && (evidence.subject() == Evidence.Subject.STORED || mark.next() < mark.size());
    }
}
