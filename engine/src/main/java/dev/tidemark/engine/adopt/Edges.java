package dev.tidemark.engine.adopt;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Single files that were read of streams: exactly these are collected, and no time as a whole. */
final class Edges {
    private record Files(Granularity granularity, Map<String, Mark> marks) {}

    private final Map<String, Files> streams = new HashMap<>();

    void add(Artifact artifact, Mark mark) {
        streams.computeIfAbsent(
                        artifact.stream(), stream -> new Files(artifact.period().granularity(), new HashMap<>()))
                .marks()
                .put(artifact.id(), mark);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    Map<String, Increment> increments() {
        Map<String, Increment> increments = new HashMap<>();
        streams.forEach((stream, files) -> increments.put(stream, increment(files)));
        return increments;
    }

    private static Increment increment(Files files) {
        Instant first = files.marks().values().stream()
                .map(Mark::time)
                .min(Instant::compareTo)
                .orElseThrow();
        return at(first, files.granularity(), files.marks());
    }

    /** Nothing but these, all of which have a time at or after {@code edge}. */
    static Increment at(Instant edge, Granularity granularity, Map<String, Mark> marks) {
        return new Increment(Increment.Order.OLDEST_FIRST, granularity, edge, edge, marks);
    }
}
