package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A chunk whose rows are durable and not counted yet.
 *
 * @param staged     empty if the chunk has no rows
 * @param outcomes   of its artifacts, in their order
 * @param quarantine names of the documents that hold what was set aside
 */
record Converted(
        Chunk chunk, Optional<Staged> staged, RowCounts rows, List<Outcome> outcomes, List<String> quarantine) {
    Converted {
        outcomes = List.copyOf(outcomes);
        quarantine = List.copyOf(quarantine);
    }

    /** To be claimed, with what it adds to each stream's state. */
    Prepared prepared(Map<String, Increment> increments) {
        return new Prepared(chunk.number(), staged, rows, increments, quarantine, accounts());
    }

    /** What it adds to the states if its artifacts are remembered one by one, whatever was collected around them. */
    Map<String, Increment> unordered() {
        Map<String, Map<String, Mark>> objects = new HashMap<>();
        Map<String, Artifact> examples = new HashMap<>();
        for (ArtifactRows each : accounts()) {
            objects.computeIfAbsent(each.stream(), stream -> new HashMap<>())
                    .put(each.id(), each.mark().orElseThrow());
        }
        outcomes.forEach(outcome -> examples.put(outcome.artifact().stream(), outcome.artifact()));
        Map<String, Increment> increments = new HashMap<>();
        objects.forEach((stream, marks) ->
                increments.put(stream, unordered(Objects.requireNonNull(examples.get(stream)), marks)));
        return increments;
    }

    private static Increment unordered(Artifact example, Map<String, Mark> marks) {
        Instant at = marks.values().stream()
                .map(Mark::time)
                .min(Instant::compareTo)
                .orElse(example.period().start());
        return new Increment(Increment.Order.UNORDERED, example.period().granularity(), at, at, marks);
    }

    /** What is out of reach for good, as was found with its artifacts. */
    List<Problem> gaps() {
        List<Problem> gaps = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            outcome.artifact()
                    .gap()
                    .ifPresent(gap -> gaps.add(new Problem(
                            outcome.artifact().stream(),
                            gap.reason() + "; it is lost, and stays listed by 'tidemark gaps'")));
        }
        return gaps;
    }

    private List<ArtifactRows> accounts() {
        List<ArtifactRows> accounts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Read read -> accounts.add(account(read.artifact(), read.mark(), read.rows()));
                case Outcome.SetAside broken -> accounts.add(account(broken.artifact(), broken.mark(), RowCounts.NONE));
                case Outcome.Left left -> {}
                case Outcome.Failed failed -> {}
            }
        }
        return accounts;
    }

    private static ArtifactRows account(Artifact artifact, Mark mark, RowCounts rows) {
        return new ArtifactRows(artifact.stream(), artifact.id(), artifact.location(), Optional.of(mark), rows);
    }
}
