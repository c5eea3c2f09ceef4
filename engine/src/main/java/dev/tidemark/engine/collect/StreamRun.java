package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Progress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run over one stream: found by the discovering thread, closed by the committing one. */
final class StreamRun {
    private final Granularity granularity;
    private final Progress progress;

    /** @param first the first artifact that the source offered, which is the oldest */
    StreamRun(CollectionState state, Artifact first, Bounds bounds, Instant horizon) {
        granularity = first.period().granularity();
        Instant from = bounds.start(state, first.period().start());
        Instant to = bounds.of(state).to();
        Range range = new Range(from.isBefore(to) ? from : to, to);
        progress = new Progress(Increment.Order.OLDEST_FIRST, granularity, range, horizon);
    }

    Granularity granularity() {
        return granularity;
    }

    synchronized void found(Artifact artifact) {
        progress.found(artifact);
    }

    synchronized void passed(Artifact artifact) {
        progress.passed(artifact);
    }

    synchronized void unlisted() {
        progress.unlisted();
    }

    /** The increment of a chunk with these outcomes of this stream; called in the order of the chunks. */
    synchronized Increment close(List<Outcome> outcomes) {
        Optional<String> cursor = outcomes.getLast().artifact().cursor();
        return cursor.isPresent() ? Increment.to(cursor.get(), gaps(outcomes)) : progress.close(completed(outcomes));
    }

    private static List<Gap> gaps(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.artifact().gap().stream())
                .toList();
    }

    private static Map<Artifact, Mark> completed(List<Outcome> outcomes) {
        Map<Artifact, Mark> completed = new HashMap<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Read read -> completed.put(read.artifact(), read.mark());
                case Outcome.SetAside broken -> completed.put(broken.artifact(), broken.mark());
                case Outcome.Left left -> {}
                case Outcome.Failed failed -> {}
            }
        }
        return completed;
    }

    synchronized Optional<Range> complete() {
        return progress.complete();
    }
}
