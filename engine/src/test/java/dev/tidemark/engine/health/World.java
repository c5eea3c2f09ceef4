package dev.tidemark.engine.health;

import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Failure;
import dev.tidemark.engine.state.Round;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Sources that are collected and checked on a simulated clock. */
final class World {
    static final Duration CHECKED_EVERY = Duration.ofMinutes(1);

    Instant now;
    CheckerRecord checker = CheckerRecord.NONE;
    final List<Expected> expected = new ArrayList<>();
    final Set<String> lost = new HashSet<>();
    private final Map<String, Map<String, StreamRecord>> records = new TreeMap<>();
    private final Map<String, Instant> begun = new HashMap<>();

    World(Instant now) {
        this.now = now;
    }

    /** A run over a source begins. */
    void begin(String source) {
        begun.put(source, now);
        List<StreamRecord> streams = records.getOrDefault(source, Map.of()).values().stream()
                .filter(record -> !record.stream().isEmpty())
                .toList();
        change(source, "", record -> record.begun(now, streams));
    }

    /** It ends for a stream, well. */
    void end(String source, String stream, long rows) {
        end(source, stream, rows, begun.get(source), Optional.empty());
    }

    /** It ends well, and the source is further than what was collected. */
    void endBehind(String source, String stream, long rows, Instant frontier) {
        end(source, stream, rows, frontier, Optional.empty());
    }

    void fail(String source, String stream, ErrorClass kind, String message, Instant notBefore) {
        end(
                source,
                stream,
                0,
                begun.get(source),
                Optional.of(new Failure(kind, message, Optional.ofNullable(notBefore))));
    }

    private void end(String source, String stream, long rows, Instant frontier, Optional<Failure> failure) {
        change(source, stream, record -> record.ended(round(source, rows, frontier, failure)));
    }

    private Round round(String source, long rows, Instant frontier, Optional<Failure> failure) {
        return new Round(
                begun.get(source),
                now,
                rows,
                rows,
                rows * 100,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(frontier),
                failure);
    }

    void change(String source, String stream, UnaryOperator<StreamRecord> change) {
        Map<String, StreamRecord> streams = records.computeIfAbsent(source, name -> new TreeMap<>());
        StreamRecord record = streams.get(stream);
        streams.put(
                stream,
                change.apply(record == null ? StreamRecord.of(source, stream, "file", now, Statistics.NONE) : record));
    }

    /** Its state is removed, as by hand. */
    void forget(String source, String stream) {
        records.get(source).remove(stream);
    }

    Map<String, SourceRecords> saved() {
        Map<String, SourceRecords> saved = new TreeMap<>();
        records.forEach((source, streams) -> {
            Set<String> positions = new HashSet<>(streams.keySet());
            positions.removeIf(stream -> lost.contains(source + "/" + stream));
            saved.put(
                    source,
                    new SourceRecords(List.copyOf(streams.values()), positions, !lost.contains(source), List.of()));
        });
        return saved;
    }

    Check check() {
        Check check = Check.of(expected, saved(), checker, CHECKED_EVERY, now);
        checker = check.after();
        return check;
    }

    /** What is found of the only stream of the only source. */
    Finding only() {
        List<Finding> findings = check().findings();
        if (findings.size() != 1) {
            throw new AssertionError(findings);
        }
        return findings.getFirst();
    }
}
