package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Mark;
import java.util.Optional;

/**
 * What a position of another collector comes to.
 *
 * @param artifact the file that it is of, as it was listed; empty if it is not listed
 * @param mark     what to remember of it; empty if it is to be read from its beginning
 * @param what     the reason, or what else there is to know, in words; may be empty
 */
public record Adopted(Position position, Fate fate, Optional<Artifact> artifact, Optional<Mark> mark, String what) {
    Adopted as(Fate other) {
        return new Adopted(position, other, artifact, mark, what);
    }

    Adopted because(String why) {
        return new Adopted(position, fate, artifact, mark, why);
    }

    /** What becomes of a file. */
    public enum Fate {
        /** All of it was read. */
        DONE,
        /** It is read from where the other collector stopped. */
        CONTINUED,
        /** The other collector has read nothing of it. */
        UNREAD,
        /** It was emptied since, and is read from its beginning. */
        TRUNCATED,
        /** How much of what it holds was read cannot be told: it is read from its beginning. */
        UNSURE,
        /** It is not there any more. */
        GONE,
        /** It is there, but the source does not list it. */
        OUTSIDE
    }
}
