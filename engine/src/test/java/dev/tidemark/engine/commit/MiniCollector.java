package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Source;
import dev.tidemark.api.Staged;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Progress;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The smallest collector that keeps to the protocol: lines of text, one thread, a commit for every two chunks. */
final class MiniCollector {
    /** A good collector, and bad ones that a test must find out. */
    enum Habit {
        GOOD,
        /** Gives up an artifact at a bad record, and remembers it as read. */
        STOPS_AT_A_BAD_RECORD,
        /** Takes what is there of a growing file for all of it. */
        TAKES_UNFINISHED_FOR_FINISHED,
        /** Remembers that a file was read one line less far than it was. */
        MARKS_TOO_LITTLE,
        /** Leaves out every second chunk, as if a worker had failed and nobody looked. */
        LEAVES_A_HOLE,
        /** Commits the chunks in the order in which workers happen to finish them, as if they were numbered so. */
        COMMITS_AS_FINISHED
    }

    private static final int CHUNKS = 2;
    private static final Schema SCHEMA = new Schema(
            List.of(Column.of("tp_timestamp", Type.Scalar.TIMESTAMP), Column.of("line", Type.Scalar.VARCHAR)));

    private final Ledger ledger;
    private final Source source;
    private final Sink sink;
    private final Blobs blobs;
    private final int batchRows;
    private final Habit habit;
    private final Map<String, Progress> progress = new TreeMap<>();
    private final List<Prepared> prepared = new ArrayList<>();
    private long chunks;
    private long commits;

    MiniCollector(Ledger ledger, Source source, Scene.World world, int batchRows, Habit habit) {
        this.ledger = ledger;
        this.source = source;
        sink = world.sink();
        blobs = world.blobs();
        this.batchRows = batchRows;
        this.habit = habit;
    }

    void collect() throws IOException {
        List<Artifact> wanted = discover();
        for (int next = 0; next < wanted.size(); ) {
            next = chunk(wanted, next);
            if (prepared.size() == CHUNKS || next == wanted.size()) {
                commit();
            }
        }
        for (Map.Entry<String, Progress> stream : progress.entrySet()) {
            Optional<Range> complete = stream.getValue().complete();
            if (complete.isPresent()) {
                ledger.complete(stream.getKey(), complete.get(), Granularity.DAY);
            }
        }
    }

    private List<Artifact> discover() throws IOException {
        List<Artifact> wanted = new ArrayList<>();
        source.discover(Range.ALL, new Listing() {
            @Override
            public CollectionState state(String stream) {
                return ledger.state(stream);
            }

            @Override
            public void offer(Artifact artifact) {
                Progress run = progress.computeIfAbsent(artifact.stream(), stream -> begin(artifact));
                if (ledger.state(artifact.stream()).wants(artifact)) {
                    run.found(artifact);
                    wanted.add(artifact);
                }
            }

            @Override
            public void ignored(String location) {
                throw new AssertionError(location);
            }

            @Override
            public void problem(Problem problem) {
                throw new AssertionError(problem);
            }
        });
        return wanted;
    }

    private Progress begin(Artifact artifact) {
        Instant from = ledger.state(artifact.stream()).resume().orElse(Instant.parse("2026-03-01T00:00:00Z"));
        return new Progress(
                Increment.Order.OLDEST_FIRST,
                artifact.period().granularity(),
                new Range(from, Instant.MAX),
                Scene.NOW.minus(Duration.ofDays(1)));
    }

    /** Makes a chunk of the artifacts from one on, until it is full; returns the first that is not in it. */
    private int chunk(List<Artifact> wanted, int first) throws IOException {
        int next = first;
        Map<String, Map<Artifact, Mark>> read = new LinkedHashMap<>();
        RowCounts rows = RowCounts.NONE;
        List<String> quarantine = new ArrayList<>();
        List<ArtifactRows> artifacts = new ArrayList<>();
        Staged staged;
        try (ChunkWriter writer = sink.begin(Scene.TABLE, SCHEMA, Scene.NAME)) {
            while (next < wanted.size() && rows.stored() < batchRows) {
                Artifact artifact = wanted.get(next++);
                RowCounts counts = read(artifact, writer, read, quarantine);
                artifacts.add(new ArtifactRows(
                        artifact.stream(), artifact.id(), artifact.location(), Optional.empty(), counts));
                rows = rows.plus(counts);
            }
            staged = writer.prepare();
        }
        Map<String, Increment> increments = new TreeMap<>();
        read.forEach((stream, marks) -> progress.computeIfPresent(stream, (name, run) -> {
            increments.put(name, run.close(marks));
            return run;
        }));
        Optional<Staged> some = staged.rows() > 0 ? Optional.of(staged) : Optional.empty();
        prepared.add(new Prepared(chunks++, some, rows, increments, quarantine, artifacts));
        return next;
    }

    private RowCounts read(
            Artifact artifact, ChunkWriter writer, Map<String, Map<Artifact, Mark>> read, List<String> quarantine)
            throws IOException {
        byte[] bytes;
        try (InputStream in = source.open(artifact)) {
            bytes = in.readAllBytes();
        }
        int from = Math.toIntExact(ledger.state(artifact.stream())
                .mark(artifact.id())
                .map(Mark::next)
                .orElse(0L));
        int end = artifact.content() == Artifact.Content.GROWING && habit != Habit.TAKES_UNFINISHED_FOR_FINISHED
                ? new String(bytes, UTF_8).lastIndexOf('\n') + 1
                : bytes.length;
        String text = new String(bytes, from, Math.max(0, end - from), UTF_8);
        RowCounts rows = RowCounts.NONE;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("bad")) {
                append(writer, line);
                rows = rows.plus(new RowCounts(1, 1, 0, 0));
            } else if (habit == Habit.STOPS_AT_A_BAD_RECORD) {
                break;
            } else {
                String name = "quarantine/" + UUID.randomUUID();
                blobs.write(name, line.getBytes(UTF_8));
                quarantine.add(name);
                rows = rows.plus(new RowCounts(1, 0, 0, 1));
            }
        }
        int next = habit == Habit.MARKS_TOO_LITTLE ? Math.max(0, end - 3) : end;
        read.computeIfAbsent(artifact.stream(), stream -> new LinkedHashMap<>())
                .put(artifact, source.mark(artifact, next));
        return rows;
    }

    private static void append(ChunkWriter writer, String line) throws IOException {
        byte[] bytes = line.getBytes(UTF_8);
        Row row = new Row(SCHEMA);
        row.time(0, ChronoUnit.MICROS.between(Instant.EPOCH, Scene.NOW));
        row.text(1, bytes, 0, bytes.length);
        writer.append(row);
    }

    private void commit() throws IOException {
        switch (habit) {
            case LEAVES_A_HOLE -> ledger.commit(List.of(numbered(commits++, prepared.getFirst())), Replacement.NONE);
            case COMMITS_AS_FINISHED -> {
                long first = prepared.getFirst().chunk();
                for (Prepared chunk : prepared.reversed()) {
                    ledger.commit(List.of(numbered(first++, chunk)), Replacement.NONE);
                }
            }
            default -> ledger.commit(prepared, Replacement.NONE);
        }
        prepared.clear();
    }

    private static Prepared numbered(long number, Prepared chunk) {
        return new Prepared(
                number, chunk.staged(), chunk.rows(), chunk.increments(), chunk.quarantine(), chunk.artifacts());
    }
}
