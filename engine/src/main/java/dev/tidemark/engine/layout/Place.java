package dev.tidemark.engine.layout;

import dev.tidemark.api.Period;
import java.util.Map;

/** What a layout says about a path. */
public sealed interface Place {
    /** The layout does not describe it: it is not an artifact, and no artifact lies below it. */
    record Outside() implements Place {}

    /**
     * It is described and has no time; of a folder: none yet.
     *
     * @param labels what the path says, without the parts of the time
     */
    record Timeless(Map<String, String> labels) implements Place {
        public Timeless {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * It is described and has a time; of a folder: as exactly as its path says so far, so that the time of everything
     * below lies within the period.
     *
     * @param trunk  the path before the first segment with a part of the time, {@code /} if that is the first one
     * @param labels what the path says, without the parts of the time
     */
    record Timed(String trunk, Period period, Map<String, String> labels) implements Place {
        public Timed {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * It is described, but the time it names does not exist.
     *
     * @param reason which time, and what is wrong with it
     */
    record Impossible(String reason) implements Place {}
}
