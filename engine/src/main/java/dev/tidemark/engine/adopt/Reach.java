package dev.tidemark.engine.adopt;

import dev.tidemark.api.Range;
import java.util.Optional;

/**
 * What a stretch of time that another collector has collected comes to.
 *
 * @param trunk  the folder that it is of
 * @param stream that lies there; empty if the source has none
 * @param range  that is collected
 * @param files  that lie in it
 */
public record Reach(String trunk, Optional<String> stream, Range range, long files) {}
