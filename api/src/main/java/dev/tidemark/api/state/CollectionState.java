package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has been collected of one stream; immutable.
 *
 * @param regions sorted, disjoint and not touching
 * @param ids     items of unknown granularity
 * @param gaps    time that is known to be out of reach
 * @param cursor  the source's own position as JSON, empty if it has none
 */
public record CollectionState(List<Region> regions, Marks ids, List<Gap> gaps, Optional<String> cursor) {
    public static final CollectionState EMPTY = new CollectionState(List.of(), Marks.NONE, List.of(), Optional.empty());

    public CollectionState {
        regions = List.copyOf(regions);
        gaps = List.copyOf(gaps);
    }

    /** Whether the artifact holds something that is not collected. */
    public boolean wants(Artifact artifact) {
        throw new UnsupportedOperationException();
    }

    /** Whether nothing with a time in the range can be wanted, whatever its id: it lies inside one region. */
    public boolean covers(Range range) {
        throw new UnsupportedOperationException();
    }

    /** How far an item was read, empty if it is not remembered, which inside a region does not mean it was not. */
    public Optional<Mark> mark(String id) {
        throw new UnsupportedOperationException();
    }

    /** Where a run begins that is given no time to begin at: the end of the newest region, empty before the first. */
    public Optional<Instant> resume() {
        throw new UnsupportedOperationException();
    }

    /** This state once a chunk is committed. Applying it again, or an older one later, changes nothing. */
    public CollectionState apply(Increment increment) {
        throw new UnsupportedOperationException();
    }

    /**
     * This state once a source has offered everything in the range without an error and all of it is committed.
     *
     * @param range rounded down to periods; its end is not after the delivery delay's horizon
     */
    public CollectionState complete(Range range, Granularity granularity) {
        throw new UnsupportedOperationException();
    }

    /** This state as if nothing in the range had been collected. */
    public CollectionState cut(Range range) {
        throw new UnsupportedOperationException();
    }
}
