package dev.tidemark.engine.verify;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.collect.Recorded;
import dev.tidemark.engine.commit.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** Compares what a source lists with what is recorded of it. One thread. */
final class Comparison implements Listing {
    private final Ledger ledger;
    private final Scope scope;
    private final Recorded recorded;
    private final ToLongFunction<String> rows;
    private final Consumer<String> listed;
    private final Map<String, CollectionState> known = new HashMap<>();
    private final HashSlots seen = new HashSlots();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private long artifacts;

    /**
     * @param recorded what claims say of artifacts in the range
     * @param rows     how many there are of a place
     * @param listed   is told where each artifact in the range lies
     */
    Comparison(Ledger ledger, Scope scope, Recorded recorded, ToLongFunction<String> rows, Consumer<String> listed) {
        this.ledger = ledger;
        this.scope = scope;
        this.recorded = recorded;
        this.rows = rows;
        this.listed = listed;
    }

    /** Without regions, so that nothing is left out; with the marks of all that was read, so that it is recognised. */
    @Override
    public CollectionState state(String stream) {
        return known.computeIfAbsent(stream, name -> {
            CollectionState state = ledger.state(name);
            return new CollectionState(List.of(), recorded.marks(name).with(state.ids()), state.gaps(), state.cursor());
        });
    }

    @Override
    public void offer(Artifact artifact) {
        if (!scope.holds(artifact)) {
            return;
        }
        artifacts++;
        listed.accept(artifact.location());
        seen.slot(Hash.of(artifact.stream(), artifact.id()));
        Optional<Mark> mark = state(artifact.stream()).ids().find(artifact.id());
        boolean same = artifact.content() == Artifact.Content.KNOWN
                || mark.filter(each -> each.matches(artifact)).isPresent();
        if (same) {
            return;
        }
        CollectionState state = ledger.state(artifact.stream());
        if (state.wants(artifact)) {
            if (scope.isAskedFor(artifact, state)) {
                boolean due = end(artifact).isBefore(scope.horizon());
                add(due ? Kind.OVERDUE : Kind.WAITING, artifact, "not collected yet, 'tidemark collect' brings it");
            }
        } else if (mark.isPresent()) {
            add(Kind.CHANGED, artifact, changed(mark.get(), artifact));
        } else if (rows.applyAsLong(artifact.location()) > 0) {
            add(Kind.UNCOUNTED, artifact, "its rows are there, but nothing says how many were stored");
        } else {
            add(Kind.LATE, artifact, "came at " + artifact.changed() + ", when its time was complete");
        }
    }

    private static Instant end(Artifact artifact) {
        return artifact.period().granularity() == Granularity.UNKNOWN
                ? artifact.changed()
                : artifact.period().end();
    }

    private static String changed(Mark mark, Artifact artifact) {
        if (artifact.next() > 0) {
            return "more was written to it after its time was complete: " + mark.size() + " bytes were read, it has "
                    + artifact.size();
        }
        return mark.size() == artifact.size()
                ? "its content is another than was read, of the same " + mark.size() + " bytes"
                : "its content is another than was read: " + mark.size() + " bytes then, " + artifact.size() + " now";
    }

    private void add(Kind kind, Artifact artifact, String what) {
        findings.add(new Finding(kind, artifact.stream(), artifact.id(), artifact.location(), what));
    }

    @Override
    public void ignored(String location) {}

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** Those of all artifacts that were offered, and of those that were not; not of what could not be listed. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        if (problems.isEmpty()) {
            for (String stream : ledger.streams()) {
                recorded.marks(stream).forEach((id, mark) -> {
                    if (!seen.contains(Hash.of(stream, id))) {
                        all.add(new Finding(Kind.GONE, stream, id, id, "not in the listing any more; its rows stay"));
                    }
                });
            }
        }
        return all;
    }

    List<Problem> problems() {
        return problems;
    }

    long artifacts() {
        return artifacts;
    }
}
