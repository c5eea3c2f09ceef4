package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.BadArtifactException;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.quarantine.Entry;
import dev.tidemark.engine.quarantine.Evidence;
import dev.tidemark.engine.quarantine.QuarantineWriter;
import dev.tidemark.engine.quarantine.RecordDigest;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads again what was set aside: what can be a row now becomes one, the rest stays. One thread. */
final class Replay {
    private final SourceSpec spec;
    private final TableRows table;
    private final Current current;
    private final Predicate<Artifact> wanted;
    private final QuarantineWriter kept;
    private final RowAccount account;
    private final Decoder decoder;
    private final Map<String, Map<String, Mark>> marks = new HashMap<>();
    private final Map<String, Artifact> examples = new HashMap<>();
    private final List<ArtifactRows> artifacts = new ArrayList<>();
    private RowCounts rows = RowCounts.NONE;
    private long changed;

    /** @param wanted whether the state lacks an artifact as it is now */
    Replay(
            SourceSpec spec,
            TableRows table,
            Current current,
            Predicate<Artifact> wanted,
            Artifact first,
            Instant now,
            ChunkWriter writer,
            QuarantineWriter kept) {
        this.spec = spec;
        this.table = table;
        this.current = current;
        this.wanted = wanted;
        this.kept = kept;
        account = new RowAccount(spec, table, artifact -> Range.ALL, now, first, writer, kept);
        decoder = table.decoders().get();
    }

    RowCounts rows() {
        return rows;
    }

    List<ArtifactRows> artifacts() {
        return artifacts;
    }

    /** Whether anything is not set aside any more. */
    boolean changedSomething() {
        return changed > 0;
    }

    /** What the state is to remember of artifacts that were put in place of those set aside. */
    Map<String, Increment> increments() {
        Map<String, Increment> increments = new HashMap<>();
        marks.forEach((stream, objects) -> {
            Artifact example = Objects.requireNonNull(examples.get(stream));
            Instant at = objects.values().stream()
                    .map(Mark::time)
                    .min(Instant::compareTo)
                    .orElse(example.period().start());
            increments.put(
                    stream,
                    new Increment(Increment.Order.UNORDERED, example.period().granularity(), at, at, objects));
        });
        return increments;
    }

    void read(SetAside aside) throws IOException {
        Optional<Artifact> now = current.of(aside.artifact());
        if (now.isEmpty()) {
            keep(aside, "its artifact is gone");
        } else if (aside.isWhole()) {
            readWhole(aside, now.get());
        } else {
            readRecords(aside, now.get(), aside.evidence().get());
        }
    }

    private void readWhole(SetAside aside, Artifact now) throws IOException {
        Artifact reading = from(now, aside.artifact());
        try {
            decode(reading, new RecordDigest(table.schema(), aside.ordinals(), Long.MAX_VALUE));
        } catch (BadArtifactException e) {
            keep(aside, String.valueOf(e.getMessage()));
            return;
        }
        take(aside, now, reading, account);
    }

    private void readRecords(SetAside aside, Artifact now, Evidence evidence) throws IOException {
        Artifact reading = from(now, aside.artifact());
        RecordDigest digest = new RecordDigest(table.schema(), aside.ordinals(), evidence.last());
        try {
            decode(reading, digest);
        } catch (BadArtifactException e) {
            keep(aside, String.valueOf(e.getMessage()));
            return;
        }
        boolean same = digest.evidence().equals(evidence);
        boolean replaced = !now.id().equals(aside.artifact().id());
        if (!same || (replaced && digest.goesOn())) {
            keep(aside, "its artifact has changed in other places too, or holds new records: collect that first");
            return;
        }
        take(aside, now, reading, new Chosen(account, aside.ordinals()));
    }

    private void take(SetAside aside, Artifact now, Artifact reading, RowSink into) throws IOException {
        Artifact named = aside.isWhole() ? reading : aside.artifact();
        account.begin(named);
        Decoded decoded = decode(reading, into);
        Optional<Mark> mark = Optional.empty();
        if (reading.equals(now) && wanted.test(now)) {
            mark = Optional.of(spec.source().mark(now, decoded.next()));
            marks.computeIfAbsent(now.stream(), stream -> new HashMap<>()).put(now.id(), mark.get());
            examples.put(now.stream(), now);
        }
        RowCounts counts = account.counts();
        rows = rows.plus(counts);
        artifacts.add(new ArtifactRows(named.stream(), named.id(), named.location(), mark, counts));
        aside.evidence().ifPresent(evidence -> changed += counts.stored() + counts.filtered());
        if (aside.isWhole()) {
            changed++;
        }
        if (counts.quarantined() > 0) {
            kept.add(named, evidence(aside, reading));
            aside.copy().ifPresent(name -> kept.addCopy(named, name));
        }
    }

    /** What is to be known of the records beside those that stay set aside: more of them than before. */
    private Evidence evidence(SetAside aside, Artifact reading) throws IOException {
        long last = aside.evidence().map(Evidence::last).orElse(account.last());
        RecordDigest digest = new RecordDigest(table.schema(), account.rejected(), last);
        decode(reading, digest);
        return digest.evidence();
    }

    private Decoded decode(Artifact artifact, RowSink into) throws IOException {
        try (InputStream bytes = spec.source().open(artifact)) {
            return decoder.decode(
                    new Input(artifact.location(), bytes, artifact.next(), ChunkConverter.tail(artifact)), into);
        }
    }

    private void keep(SetAside aside, String reason) throws IOException {
        for (Entry entry : aside.entries()) {
            kept.add(aside.isWhole() ? Entry.whole(entry.artifact(), reason) : entry);
        }
        if (aside.evidence().isPresent()) {
            kept.add(aside.artifact(), aside.evidence().get());
        }
        aside.copy().ifPresent(name -> kept.addCopy(aside.artifact(), name));
    }

    /** The artifact as it is now, read from where it was read before; in its place if it is another one by now. */
    private static Artifact from(Artifact now, Artifact before) {
        if (!now.id().equals(before.id()) || now.next() == before.next()) {
            return now;
        }
        return new Artifact(
                now.id(),
                now.stream(),
                now.location(),
                now.period(),
                now.changed(),
                now.size(),
                now.tag(),
                before.next(),
                now.content(),
                now.labels());
    }
}
