package dev.tidemark.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Artifact.Content;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment.Order;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Progress;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The least that collects lines from a file source: what is wanted is read, marked and counted at once. */
final class Collector {
    final List<String> rows = new ArrayList<>();
    final Map<String, CollectionState> states = new HashMap<>();
    List<Problem> problems = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    List<Artifact> offered = new ArrayList<>();
    List<Artifact> read = new ArrayList<>();

    private final FileSourceConfig config;
    private Duration ahead = Duration.ZERO;
    private Range range = Range.ALL;
    private Runnable afterListing = () -> {};
    private Clock clock = Clock.systemUTC();
    private FileSystem files = FileSystems.getDefault();

    Collector(FileSourceConfig config) {
        this.config = config;
    }

    /** From now on files have been left alone for long enough. */
    Collector settled() {
        ahead = Duration.ofMinutes(1);
        return this;
    }

    /** From now on files may be written to. */
    Collector busy() {
        ahead = Duration.ZERO;
        return this;
    }

    Collector within(String from, String to) {
        range = new Range(Instant.parse(from), Instant.parse(to));
        return this;
    }

    Collector afterListing(Runnable action) {
        afterListing = action;
        return this;
    }

    /** From now on it sees files through this, and it is that late. */
    Collector through(FileSystem view, Clock time) {
        files = view;
        clock = time;
        return this;
    }

    /** One run; returns the rows that are new. */
    List<String> run() {
        int before = rows.size();
        problems = new ArrayList<>();
        ignored = new ArrayList<>();
        offered = new ArrayList<>();
        read = new ArrayList<>();
        Instant now = clock.instant().plus(ahead);
        try (FileSource source = source()) {
            source.discover(range, new Listing() {
                @Override
                public CollectionState state(String stream) {
                    return Collector.this.state(stream);
                }

                @Override
                public void offer(Artifact artifact) {
                    offered.add(artifact);
                }

                @Override
                public void ignored(String location) {
                    ignored.add(location);
                }

                @Override
                public void problem(Problem problem) {
                    problems.add(problem);
                }
            });
            afterListing.run();
            Map<String, List<Artifact>> streams = new LinkedHashMap<>();
            offered.forEach(artifact -> streams.computeIfAbsent(artifact.stream(), stream -> new ArrayList<>())
                    .add(artifact));
            streams.forEach((stream, artifacts) -> collect(source, stream, artifacts, now));
        }
        return List.copyOf(rows.subList(before, rows.size()));
    }

    FileSource source() {
        return new FileSource(config, Clock.offset(clock, ahead), files);
    }

    CollectionState state(String stream) {
        return states.getOrDefault(stream, CollectionState.EMPTY);
    }

    private void collect(FileSource source, String stream, List<Artifact> artifacts, Instant now) {
        CollectionState state = state(stream);
        Granularity granularity = artifacts.getFirst().period().granularity();
        Range bounds = new Range(state.resume().orElse(range.from()), range.to());
        Progress progress = new Progress(Order.OLDEST_FIRST, granularity, bounds, now);
        for (Artifact artifact : artifacts) {
            if (!state(stream).wants(artifact, range)) {
                progress.passed(artifact);
                continue;
            }
            progress.found(artifact);
            try {
                Mark mark = mark(source, artifact);
                states.put(stream, state(stream).apply(progress.close(Map.of(artifact, mark))));
                read.add(artifact);
            } catch (IOException e) {
                problems.add(Trouble.with(Path.of(artifact.location()), e));
            }
        }
        if (problems.isEmpty()) {
            progress.complete()
                    .ifPresent(complete -> states.put(stream, state(stream).complete(complete, granularity)));
        }
    }

    private Mark mark(FileSource source, Artifact artifact) throws IOException {
        if (artifact.content() == Content.KNOWN) {
            return source.mark(artifact, artifact.next());
        }
        List<String> lines = new ArrayList<>();
        long next = artifact.next();
        try (InputStream stored = source.open(artifact)) {
            byte[] bytes = Compression.content(artifact.location(), stored).readAllBytes();
            for (int from = (int) next; from < bytes.length; from = (int) next) {
                int to = from;
                while (to < bytes.length && bytes[to] != '\n') {
                    to++;
                }
                if (to == bytes.length && artifact.content() == Content.GROWING) {
                    break;
                }
                lines.add(new String(bytes, from, to - from, UTF_8));
                next = Math.min(to + 1, bytes.length);
            }
        }
        Mark mark = source.mark(artifact, next);
        rows.addAll(lines);
        return mark;
    }
}
