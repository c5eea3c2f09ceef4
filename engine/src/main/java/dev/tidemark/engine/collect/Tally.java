package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.api.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run: of what is committed, and of what could not be read. One thread. */
final class Tally {
    private final List<Problem> lasting = new ArrayList<>();
    private final List<Problem> passing = new ArrayList<>();
    private RowCounts rows = RowCounts.NONE;
    private long artifacts;
    private long bytes;
    private long setAside;
    private long unfinished;
    private long claims;
    private long late;

    /** Another pass begins: it meets again what is not committed. */
    void restart() {
        passing.clear();
        unfinished = 0;
    }

    void late(long artifacts) {
        late += artifacts;
    }

    void claimed() {
        claims++;
    }

    /** Chunks are committed, or there was nothing in them to commit. */
    void add(List<Converted> chunks) {
        for (Converted chunk : chunks) {
            rows = rows.plus(chunk.rows());
            chunk.outcomes().forEach(this::add);
        }
    }

    private void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Read read -> {
                artifacts += read.artifact().content() == Artifact.Content.KNOWN ? 0 : 1;
                bytes += read.artifact().content() == Artifact.Content.KNOWN
                        ? 0
                        : read.artifact().size();
                unfinished += read.unfinished() ? 1 : 0;
            }
            case Outcome.SetAside broken -> {
                setAside++;
                lasting.add(new Problem(broken.artifact().location(), "it is set aside: " + broken.reason()));
            }
            case Outcome.Left left -> unfinished++;
            case Outcome.Failed failed ->
                passing.add(new Problem(failed.artifact().location(), failed.reason()));
        }
    }

    /** Something is out of reach for good, and remembered as that. */
    void lost(Problem gap) {
        lasting.add(gap);
    }

    void add(Problem problem) {
        passing.add(problem);
    }

    Summary summary(Duration took) {
        List<Problem> problems = new ArrayList<>(lasting);
        problems.addAll(passing);
        return new Summary(artifacts, bytes, rows, setAside, unfinished, late, claims, took, problems);
    }
}
