package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs over a source whose items turn up over time; beside the state, the ids whose rows are stored. */
final class History {
    private static final Instant BEGIN = Instant.parse("2025-03-01T00:00:00Z");

    /** An item, and when the source begins to show it. */
    private record Arrival(Artifact artifact, Instant visible) {}

    private final Random random;
    private final Granularity granularity;
    private final Duration delay;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Set<String> stored = new HashSet<>();
    private CollectionState state = CollectionState.EMPTY;

    History(Random random, Granularity granularity, Duration delay, Duration span, int items) {
        this.random = random;
        this.granularity = granularity;
        this.delay = delay;
        for (int i = 0; i < items; i++) {
            Instant time = BEGIN.plusSeconds(random.nextLong(span.toSeconds()));
            Artifact artifact = Notation.item("i" + i, new Period(time, granularity), 1);
            arrivals.add(new Arrival(artifact, time.plusSeconds(random.nextLong(delay.toSeconds() + 1))));
        }
    }

    static Instant begin() {
        return BEGIN;
    }

    CollectionState state() {
        return state;
    }

    /** Everything that goes well. */
    void run(Instant now, Order order, Range bounds) {
        run(now, order, bounds, 0, false);
    }

    /** What a run may meet: failing items, folders that cannot be listed, and its own death between two commits. */
    void run(Instant now, Order order, Range bounds, int trouble, boolean dies) {
        Progress progress = new Progress(order, granularity, bounds, now.minus(delay));
        List<Increment> increments = new ArrayList<>();
        List<Map<Artifact, Mark>> chunks = new ArrayList<>();
        List<Artifact> open = new ArrayList<>();
        for (Artifact artifact : offered(now, order)) {
            if (random.nextInt(100) < trouble / 4
                    && bounds.contains(artifact.period().start())) {
                progress.unlisted();
            } else if (state.wants(artifact, bounds)) {
                progress.found(artifact);
                if (random.nextInt(100) >= trouble) {
                    open.add(artifact);
                }
            } else {
                progress.passed(artifact);
            }
            if (random.nextInt(4) == 0) {
                close(progress, open.subList(0, random.nextInt(open.size() + 1)), chunks, increments);
            }
        }
        close(progress, open, chunks, increments);
        int committed = dies ? random.nextInt(chunks.size() + 1) : chunks.size();
        for (int i = 0; i < committed; i++) {
            state = state.apply(increments.get(i));
            chunks.get(i).keySet().forEach(artifact -> stored.add(artifact.id()));
        }
        repeat(increments.subList(0, committed));
        if (!dies) {
            progress.complete().ifPresent(range -> state = state.complete(range, granularity));
        }
    }

    void overwrite(Range range) {
        Range cut = granularity.floor(range);
        state = state.cut(cut);
        arrivals.stream()
                .map(Arrival::artifact)
                .filter(artifact -> cut.contains(artifact.period().start()))
                .forEach(artifact -> stored.remove(artifact.id()));
    }

    /** The ids that the state would collect twice or never. */
    List<String> mistakes(Instant now) {
        return arrivals.stream()
                .filter(arrival -> !arrival.visible().isAfter(now))
                .map(Arrival::artifact)
                .filter(artifact -> state.wants(artifact) == stored.contains(artifact.id()))
                .map(artifact -> artifact.id() + " @ " + artifact.period().start()
                        + (stored.contains(artifact.id()) ? " is wanted again" : " is never wanted"))
                .toList();
    }

    private void repeat(List<Increment> increments) {
        for (Increment increment : increments) {
            CollectionState again = state.apply(increment);
            if (!again.equals(state)) {
                throw new AssertionError(increment + " applied again turns " + state + " into " + again);
            }
        }
    }

    private List<Artifact> offered(Instant now, Order order) {
        List<Artifact> offered = new ArrayList<>();
        arrivals.stream()
                .filter(arrival -> !arrival.visible().isAfter(now))
                .forEach(arrival -> offered.add(arrival.artifact()));
        Comparator<Artifact> byTime =
                Comparator.comparing(artifact -> artifact.period().start());
        switch (order) {
            case OLDEST_FIRST -> offered.sort(byTime);
            case NEWEST_FIRST -> offered.sort(byTime.reversed());
            case UNORDERED -> Collections.shuffle(offered, random);
        }
        return offered;
    }

    private static void close(
            Progress progress, List<Artifact> items, List<Map<Artifact, Mark>> chunks, List<Increment> increments) {
        Map<Artifact, Mark> completed = new HashMap<>();
        items.forEach(artifact -> completed.put(artifact, Mark.of(artifact, 0)));
        items.clear();
        chunks.add(completed);
        increments.add(progress.close(completed));
    }
}
