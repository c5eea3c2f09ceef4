package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.formats.bytes.Compression;

/** Artifacts as if nothing of them had been read. */
final class Again {
    private Again() {}

    /** The same artifact, to be read from its first byte. */
    static Artifact fromTheBeginning(Artifact artifact) {
        return new Artifact(
                artifact.id(),
                artifact.stream(),
                artifact.location(),
                artifact.period(),
                artifact.changed(),
                artifact.size(),
                artifact.tag(),
                0,
                content(artifact),
                artifact.labels());
    }

    /** Of one that is known and of which something was left, that is left again. */
    private static Artifact.Content content(Artifact artifact) {
        return switch (artifact.content()) {
            case WHOLE, GROWING -> artifact.content();
            case KNOWN -> {
                boolean left = artifact.next() < artifact.size()
                        && Compression.original(artifact.location()).isEmpty();
                yield left ? Artifact.Content.GROWING : Artifact.Content.WHOLE;
            }
        };
    }
}
