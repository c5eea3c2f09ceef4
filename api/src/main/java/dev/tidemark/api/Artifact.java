package dev.tidemark.api;

import dev.tidemark.api.state.Gap;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is collected as a whole: a file, an object.
 *
 * @param id       names it in its stream for good, wherever it lies now; the state remembers this
 * @param stream   the part of the source that progresses on its own
 * @param location where it lies now, as a user would write it; becomes {@code tp_source_location}
 * @param period   when its rows happened
 * @param changed  when it last changed by the source's own clock, which cannot be set back
 * @param size     in bytes as stored
 * @param tag      evidence of what its content is (an entity tag, a fingerprint), empty if there is none; compared
 *                 for equality only
 * @param next     byte of the uncompressed content at which reading goes on, 0 for something new
 * @param content  what there is to read of it
 * @param labels   properties read from its path; those named {@code tp_…} become common columns
 * @param cursor   where the stream goes on after it, as JSON, for a source that reads on from a position of its own;
 *                 the state then remembers this instead of the artifact. Empty for what is listed anew each time
 * @param gap      what before that position is out of reach for good; only with a cursor
 */
public record Artifact(
        String id,
        String stream,
        String location,
        Period period,
        Instant changed,
        long size,
        String tag,
        long next,
        Content content,
        Map<String, String> labels,
        Optional<String> cursor,
        Optional<Gap> gap) {
    /** What there is to read of an artifact. */
    public enum Content {
        /** Nothing will follow: a last line without a line feed is a record, a torn archive is broken. */
        WHOLE,
        /**
         * It may still be written to: a last line without a line feed and a torn archive are left for a later run, and
         * its period is not complete.
         */
        GROWING,
        /** All of it was read before {@code next}: only how it is remembered changed (it was renamed or touched). */
        KNOWN
    }

    public Artifact {
        if (id.isEmpty() || stream.isEmpty()) {
            throw new IllegalArgumentException("an artifact needs an id and a stream: '" + id + "', '" + stream + "'");
        }
        if (size < 0 || next < 0) {
            throw new IllegalArgumentException(id + ": size " + size + " and next " + next + " must not be negative");
        }
        if (gap.isPresent() && cursor.isEmpty()) {
            throw new IllegalArgumentException(id + ": a gap needs a position after it: " + gap.get());
        }
        labels = Map.copyOf(labels);
    }

    /** One that is listed anew each time. */
    public Artifact(
            String id,
            String stream,
            String location,
            Period period,
            Instant changed,
            long size,
            String tag,
            long next,
            Content content,
            Map<String, String> labels) {
        this(
                id,
                stream,
                location,
                period,
                changed,
                size,
                tag,
                next,
                content,
                labels,
                Optional.empty(),
                Optional.empty());
    }

    /** One that is {@linkplain Content#WHOLE whole}. */
    public Artifact(
            String id,
            String stream,
            String location,
            Period period,
            Instant changed,
            long size,
            String tag,
            long next,
            Map<String, String> labels) {
        this(id, stream, location, period, changed, size, tag, next, Content.WHOLE, labels);
    }
}
