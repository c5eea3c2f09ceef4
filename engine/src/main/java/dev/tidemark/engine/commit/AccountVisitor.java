package dev.tidemark.engine.commit;

import dev.tidemark.api.Replaced;

/** Is told what claims stored, from the last one back. One thread. */
public interface AccountVisitor {
    /** What was read of an artifact, by one claim or by several that follow each other. */
    void stored(ArtifactRows rows);

    /** What is told from here on, of that was taken back. */
    void replaced(Replaced replaced);
}
