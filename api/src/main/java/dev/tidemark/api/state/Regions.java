package dev.tidemark.api.state;

import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How lists of regions change. */
final class Regions {
    private static final Comparator<Region> BY_TIME =
            Comparator.comparing(Region::start).thenComparing(Region::end);

    private Regions() {}

    /**
     * Sorted and disjoint, whatever the order they come in. Regions that overlap or touch become one, except where the
     * upper one's first period is collected in part: only the end of a run can tell that the rest of it is, too.
     */
    static List<Region> normal(List<Region> regions) {
        List<Region> sorted = new ArrayList<>(regions);
        sorted.removeIf(Region::isVoid);
        sorted.sort(BY_TIME);
        List<Region> normal = new ArrayList<>();
        for (Region next : sorted) {
            Region region = next;
            while (!normal.isEmpty() && joins(normal.getLast(), region)) {
                region = merged(normal.removeLast(), region);
            }
            normal.add(region);
        }
        return List.copyOf(normal);
    }

    private static boolean joins(Region lower, Region upper) {
        return upper.start().isBefore(lower.end())
                || (upper.start().equals(lower.end()) && (lower.isEmpty() || upper.isEmpty() || !upper.partial()));
    }

    private static Region merged(Region lower, Region upper) {
        Marks starts = lower.startObjects().with(upper.startObjects());
        if (lower.isEmpty() && upper.isEmpty()) {
            Marks ends = lower.endObjects().with(upper.endObjects());
            return new Region(lower.start(), lower.end(), upper.granularity(), starts, ends);
        }
        Instant start = lower.start();
        Instant end = max(lower.end(), upper.end());
        boolean whole = whole(lower) || (start.equals(upper.start()) && whole(upper));
        Granularity granularity = whole || lower.isEmpty() ? upper.granularity() : lower.granularity();
        Instant edge = whole ? start : granularity.next(start);
        return new Region(
                start,
                end,
                granularity,
                starts.before(edge)
                        .with(lower.endObjects().before(edge))
                        .with(upper.endObjects().before(edge)),
                starts.from(end)
                        .with(lower.endObjects().from(end))
                        .with(upper.endObjects().from(end)));
    }

    private static boolean whole(Region region) {
        return !region.isEmpty() && !region.partial();
    }

    /** These once a chunk is committed; not yet in normal form. */
    static List<Region> apply(List<Region> regions, Increment increment) {
        Marks objects = Marks.of(increment.objects());
        if (increment.order() == Order.NEWEST_FIRST && known(regions, objects)) {
            return regions;
        }
        List<Region> updated = new ArrayList<>(regions);
        updated.replaceAll(region -> region.updated(objects));
        if (increment.order() == Order.NEWEST_FIRST) {
            extendBack(updated, increment, objects);
        } else {
            updated.add(new Region(
                    increment.start(),
                    increment.end(),
                    increment.granularity(),
                    objects.before(increment.start()),
                    objects.from(increment.end())));
        }
        return updated;
    }

    /** Whether there is nothing new: going back, only that tells an increment that was applied before. */
    private static boolean known(List<Region> regions, Marks objects) {
        return objects.where((id, mark) -> regions.stream().noneMatch(region -> region.accountsFor(id, mark)))
                .isEmpty();
    }

    /** The lowest region that the run has come down to grows towards the past; the first chunk of a run opens one. */
    private static void extendBack(List<Region> regions, Increment increment, Marks objects) {
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            if (reached(region, increment)) {
                regions.set(i, extendedBack(region, increment.start(), objects));
                return;
            }
        }
        Instant edge = increment.granularity().next(increment.start());
        regions.add(new Region(
                increment.start(),
                increment.end(),
                increment.granularity(),
                objects.before(edge),
                objects.from(increment.end())));
    }

    private static boolean reached(Region region, Increment increment) {
        return (region.end().isAfter(increment.start()) || region.start().equals(increment.start()))
                && !region.start().isAfter(increment.end());
    }

    private static Region extendedBack(Region region, Instant to, Marks objects) {
        Instant start = to.isBefore(region.start()) ? to : region.start();
        boolean whole = start.equals(region.start()) && whole(region);
        Instant edge = whole ? start : region.granularity().next(start);
        return new Region(
                start,
                region.end(),
                region.granularity(),
                region.startObjects().with(objects).before(edge),
                region.endObjects().with(region.startObjects().with(objects).from(region.end())));
    }

    /** These without anything in the range; not yet in normal form. */
    static List<Region> cut(List<Region> regions, Range range) {
        List<Region> kept = new ArrayList<>();
        for (Region region : regions) {
            if (touched(region, range)) {
                cut(region, range, kept);
            } else {
                kept.add(new Region(
                        region.start(),
                        region.end(),
                        region.granularity(),
                        outside(region.startObjects(), range),
                        outside(region.endObjects(), range)));
            }
        }
        return kept;
    }

    private static boolean touched(Region region, Range range) {
        return region.isEmpty()
                ? range.contains(region.start())
                : range.overlaps(new Range(region.start(), region.end()));
    }

    private static void cut(Region region, Range range, List<Region> kept) {
        Granularity granularity = region.granularity();
        Marks starts = outside(region.startObjects(), range);
        if (region.start().isBefore(range.from())) {
            kept.add(new Region(region.start(), range.from(), granularity, starts.before(range.from()), Marks.NONE));
            starts = starts.from(range.to());
        }
        Marks objects = starts.with(outside(region.endObjects(), range));
        if (region.end().isAfter(range.to())) {
            kept.add(new Region(
                    range.to(), region.end(), granularity, objects.before(range.to()), objects.from(region.end())));
        } else {
            Instant edge = min(region.end(), range.to());
            kept.add(new Region(edge, edge, granularity, objects.before(edge), objects.from(edge)));
        }
    }

    private static Marks outside(Marks marks, Range range) {
        return marks.before(range.from()).with(marks.from(range.to()));
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
