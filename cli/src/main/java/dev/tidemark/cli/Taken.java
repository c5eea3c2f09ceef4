package dev.tidemark.cli;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.state.Mark;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.adopt.Reach;
import dev.tidemark.engine.adopt.Takeover;
import dev.tidemark.engine.collect.Preview;
import dev.tidemark.engine.file.Adopted;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what a takeover comes to: what a collect reads then, and from which byte. */
final class Taken {
    private record Key(String stream, String id) {
        static Key of(Artifact artifact) {
            return new Key(artifact.stream(), artifact.id());
        }
    }

    private final String source;
    private final RowPrinter rows;
    private final boolean everyFile;

    /** In a table what is skipped, and what the other collector does not know of, is counted, else each is named. */
    Taken(Tidemark tidemark, String source) {
        this.source = source;
        rows = tidemark.printer(
                Heading.text("source"),
                Heading.text("stream"),
                Heading.text("effect"),
                Heading.text("what"),
                Heading.number("from_byte"),
                Heading.number("bytes"),
                Heading.text("because"));
        everyFile = tidemark.output() != OutputFormat.TABLE;
    }

    void print(Takeover takeover, Preview preview) {
        Map<Key, Artifact> read = new HashMap<>();
        preview.artifacts().forEach(each -> read.put(Key.of(each), each));
        takeover.reaches().forEach(this::reach);
        Map<String, Long> skipped = new TreeMap<>();
        for (Adopted each : takeover.files()) {
            Optional<Key> key = each.artifact().map(Key::of);
            @Nullable Artifact wanted = key.isPresent() ? read.remove(key.get()) : null;
            if (each.fate() == Adopted.Fate.DONE && wanted == null && !everyFile) {
                skipped.merge(key.orElseThrow().stream(), 1L, Long::sum);
            } else {
                file(each, wanted);
            }
        }
        skipped.forEach((stream, count) ->
                row(stream, "would skip", Values.plural(count, "file"), null, null, "all of it was read"));
        others(preview.artifacts().stream()
                .filter(each -> read.containsKey(Key.of(each)))
                .toList());
        rows.end();
    }

    private void reach(Reach reach) {
        String times = Values.time(reach.range().from()) + " to "
                + Values.time(reach.range().to());
        if (reach.stream().isEmpty()) {
            row(null, "outside", reach.trunk() + ", " + times, null, null, "the source has nothing there");
        } else {
            row(reach.stream().get(), "would skip", times, null, null, "all of it was collected");
        }
    }

    private void file(Adopted each, @Nullable Artifact wanted) {
        if (each.artifact().isEmpty()) {
            String effect = each.fate() == Adopted.Fate.OUTSIDE ? "outside" : "gone";
            row(null, effect, named(each), null, null, each.what());
            return;
        }
        Artifact artifact = each.artifact().get();
        if (wanted == null) {
            row(artifact.stream(), "would skip", artifact.location(), null, null, each.what());
            return;
        }
        long from = each.mark().map(Mark::next).orElse(0L);
        String effect = from > 0 ? "would continue" : "would read";
        row(artifact.stream(), effect, artifact.location(), from, rest(artifact, from), each.what());
    }

    /** Of a file whose path nobody has told its number. */
    private static String named(Adopted each) {
        return each.position().path().isEmpty()
                ? each.position()
                        .inode()
                        .map(inode -> "inode " + inode.number())
                        .orElse("")
                : each.position().path();
    }

    private void others(List<Artifact> artifacts) {
        String because = "the other collector has read nothing of it";
        if (everyFile) {
            for (Artifact each : artifacts) {
                row(each.stream(), "would read", each.location(), each.next(), rest(each, each.next()), because);
            }
            return;
        }
        Map<String, LongSummaryStatistics> streams = artifacts.stream()
                .collect(Collectors.groupingBy(
                        Artifact::stream, TreeMap::new, Collectors.summarizingLong(each -> rest(each, each.next()))));
        streams.forEach((stream, sizes) ->
                row(stream, "would read", Values.plural(sizes.getCount(), "file"), null, sizes.getSum(), because));
    }

    /** Of a compressed file all of it: it is read from its first stored byte. */
    private static long rest(Artifact artifact, long from) {
        return from <= artifact.size() ? artifact.size() - from : artifact.size();
    }

    private void row(
            @Nullable String stream,
            String effect,
            String what,
            @Nullable Long from,
            @Nullable Long bytes,
            String because) {
        rows.row(Arrays.asList(source, stream, effect, what, from, bytes, because));
    }
}
