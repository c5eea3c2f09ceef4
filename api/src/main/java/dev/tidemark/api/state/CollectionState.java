package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has been collected of one stream; immutable.
 *
 * @param regions sorted and disjoint; given in any order, those that overlap or touch become one, see {@link Region}
 * @param ids     items of unknown granularity
 * @param gaps    time that is known to be out of reach
 * @param cursor  the source's own position as JSON, empty if it has none
 */
public record CollectionState(List<Region> regions, Marks ids, List<Gap> gaps, Optional<String> cursor) {
    public static final CollectionState EMPTY = new CollectionState(List.of(), Marks.NONE, List.of(), Optional.empty());

    public CollectionState {
        regions = Regions.normal(regions);
        gaps = List.copyOf(gaps);
    }

    /**
     * Whether the artifact holds something that is not collected: outside of every region, or at an edge and not
     * remembered, or remembered but grown or replaced since.
     */
    public boolean wants(Artifact artifact) {
        return !done(artifact)
                && mark(artifact.id()).filter(mark -> mark.matches(artifact)).isEmpty();
    }

    /**
     * Whether a run wants the artifact: {@link #wants(Artifact)}, within the bounds of the run rounded down to periods.
     * Bounds do not apply to what has no time. Nothing is too new for a run whose end nobody gave: pass
     * {@link Instant#MAX}, not the current time.
     */
    public boolean wants(Artifact artifact, Range bounds) {
        Granularity granularity = artifact.period().granularity();
        boolean bound = granularity == Granularity.UNKNOWN
                || granularity.floor(bounds).contains(artifact.period().start());
        return bound && wants(artifact);
    }

    /**
     * Whether an artifact came too late to be collected: its time was complete when the stream was last listed, and it
     * changed after that.
     */
    public boolean late(Artifact artifact, Instant listed) {
        return done(artifact)
                && artifact.changed().isAfter(listed)
                && mark(artifact.id()).isEmpty();
    }

    /** Whether nothing with a time in the range can be wanted, whatever its id: it lies inside one region. */
    public boolean covers(Range range) {
        return regions.stream().map(Region::done).anyMatch(done -> within(range, done));
    }

    /** The parts of a range that are not, or not wholly, collected, sorted. */
    public List<Range> missing(Range range) {
        List<Range> missing = new ArrayList<>();
        Instant from = range.from();
        for (Region region : regions) {
            Range done = region.done();
            if (!done.isEmpty() && done.overlaps(range)) {
                if (from.isBefore(done.from())) {
                    missing.add(new Range(from, done.from()));
                }
                from = done.to();
            }
        }
        if (from.isBefore(range.to())) {
            missing.add(new Range(from, range.to()));
        }
        return List.copyOf(missing);
    }

    /** How far an item was read, empty if it is not remembered, which inside a region does not mean it was not. */
    public Optional<Mark> mark(String id) {
        Optional<Mark> mark = ids.find(id);
        for (int i = 0; mark.isEmpty() && i < regions.size(); i++) {
            Region region = regions.get(i);
            mark = region.endObjects().find(id).or(() -> region.startObjects().find(id));
        }
        return mark;
    }

    /** Where a run begins that is given no time to begin at: the end of the newest region, empty before the first. */
    public Optional<Instant> resume() {
        return regions.isEmpty()
                ? Optional.empty()
                : Optional.of(regions.getLast().end());
    }

    /**
     * This state once a chunk is committed. The chunks of a run are applied in their order; applying one again, or an
     * older one later, changes nothing. Only cursors have no order of their own: of several the one applied last counts.
     */
    public CollectionState apply(Increment increment) {
        Optional<String> moved = increment.cursor().or(() -> cursor);
        List<Gap> known = known(increment.gaps());
        return increment.granularity() == Granularity.UNKNOWN
                ? new CollectionState(regions, ids.with(increment.objects()), known, moved)
                : new CollectionState(Regions.apply(regions, increment), ids, known, moved);
    }

    private List<Gap> known(List<Gap> more) {
        Set<Gap> all = new LinkedHashSet<>(gaps);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * This state once a source has offered everything in the range without an error and all of it is committed;
     * {@link Progress#complete} says which range that is.
     *
     * @param range rounded down to periods; its end is not after the delivery delay's horizon
     */
    public CollectionState complete(Range range, Granularity granularity) {
        if (granularity == Granularity.UNKNOWN || range.isEmpty()) {
            return this;
        }
        return with(added(new Region(range.from(), range.to(), granularity, Marks.NONE, Marks.NONE)));
    }

    /**
     * This state as if nothing in the range had been collected. What has no time is forgotten altogether. The cursor
     * stays.
     *
     * @param range rounded down to periods
     */
    public CollectionState cut(Range range) {
        if (range.isEmpty()) {
            return this;
        }
        return new CollectionState(Regions.cut(regions, range), Marks.NONE, gaps, cursor);
    }

    /**
     * This state as if nothing with a time in the range had been collected; what has no time stays remembered, to be
     * told what it is when it is read again.
     *
     * @param range rounded down to periods
     */
    public CollectionState recollecting(Range range) {
        return range.isEmpty() ? this : new CollectionState(Regions.cut(regions, range), ids, gaps, cursor);
    }

    private boolean done(Artifact artifact) {
        Instant time = artifact.period().start();
        return artifact.period().granularity() != Granularity.UNKNOWN
                && regions.stream().anyMatch(region -> region.holds(time));
    }

    private static boolean within(Range range, Range done) {
        return !range.from().isBefore(done.from()) && !range.to().isAfter(done.to());
    }

    private List<Region> added(Region region) {
        List<Region> all = new ArrayList<>(regions);
        all.add(region);
        return all;
    }

    private CollectionState with(List<Region> changed) {
        return new CollectionState(changed, ids, gaps, cursor);
    }
}
