package dev.tidemark.engine.state;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something in which two states of a stream differ: what was {@code before} is empty if the first state has nothing of
 * the kind, what is {@code after} if the second has not.
 */
public sealed interface Difference {
    /** Time that is collected. */
    record Time(Optional<Region> before, Optional<Region> after) implements Difference {}

    /** An item that is remembered by itself. One that is covered by time is none. */
    record Item(String id, Optional<Mark> before, Optional<Mark> after) implements Difference {}

    /** The source's own position. */
    record Cursor(Optional<String> before, Optional<String> after) implements Difference {}

    /** Something that is known to be out of reach in one of the two states. */
    record Unreachable(Gap gap, boolean after) implements Difference {}

    /** All of them: the times in their order, then the items by their ids. */
    static List<Difference> between(CollectionState before, CollectionState after) {
        List<Difference> all = new ArrayList<>(times(before.regions(), after.regions()));
        if (!before.cursor().equals(after.cursor())) {
            all.add(new Cursor(before.cursor(), after.cursor()));
        }
        all.addAll(gaps(before, after));
        Map<String, Mark> first = items(before);
        Map<String, Mark> second = items(after);
        Set<String> ids = new TreeSet<>(first.keySet());
        ids.addAll(second.keySet());
        ids.forEach(id -> {
            Item item = new Item(id, Optional.ofNullable(first.get(id)), Optional.ofNullable(second.get(id)));
            if (!item.before().equals(item.after())) {
                all.add(item);
            }
        });
        return List.copyOf(all);
    }

    /** Regions of the same beginning are the same region that moved on. */
    private static List<Time> times(List<Region> before, List<Region> after) {
        Map<Instant, Region> first = new TreeMap<>();
        before.forEach(region -> first.put(region.start(), region));
        Map<Instant, Region> second = new TreeMap<>();
        after.forEach(region -> second.put(region.start(), region));
        Set<Instant> starts = new TreeSet<>(first.keySet());
        starts.addAll(second.keySet());
        List<Time> times = new ArrayList<>();
        for (Instant start : starts) {
            Optional<Region> one = Optional.ofNullable(first.get(start));
            Optional<Region> other = Optional.ofNullable(second.get(start));
            if (!one.map(Region::end).equals(other.map(Region::end))) {
                times.add(new Time(one, other));
            }
        }
        return times;
    }

    private static List<Unreachable> gaps(CollectionState before, CollectionState after) {
        Stream<Unreachable> gone = before.gaps().stream()
                .filter(gap -> !after.gaps().contains(gap))
                .map(gap -> new Unreachable(gap, false));
        Stream<Unreachable> come = after.gaps().stream()
                .filter(gap -> !before.gaps().contains(gap))
                .map(gap -> new Unreachable(gap, true));
        return Stream.concat(gone, come).toList();
    }

    private static Map<String, Mark> items(CollectionState state) {
        Map<String, Mark> items = new TreeMap<>();
        List<Marks> all = new ArrayList<>(List.of(state.ids()));
        state.regions().forEach(region -> all.addAll(List.of(region.startObjects(), region.endObjects())));
        all.forEach(marks -> marks.forEach(items::put));
        return items;
    }
}
