package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.BadArtifactException;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.engine.quarantine.Entry;
import dev.tidemark.engine.quarantine.Evidence;
import dev.tidemark.engine.quarantine.QuarantineWriter;
import dev.tidemark.engine.quarantine.RecordDigest;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts chunks, from the bytes of their artifacts to staged rows. One thread.
 *
 * <p>An artifact's rows are stored all or not at all: if it breaks after some were appended, the chunk is begun again
 * without it.
 */
final class ChunkConverter {
    /** A broken artifact may be one that is still being written; it is read this often before it is set aside. */
    private static final int ATTEMPTS = 3;

    private final SourceSpec spec;
    private final Function<Artifact, Range> bounds;
    private final Instant now;
    private final Sink sink;
    private final Blobs blobs;
    private final Observer observer;
    private final TableRows table;
    private final Decoder decoder;

    /** @throws IOException if the source cannot tell what becomes of its records */
    ChunkConverter(
            SourceSpec spec, Function<Artifact, Range> bounds, Instant now, Sink sink, Blobs blobs, Observer observer)
            throws IOException {
        this.spec = spec;
        this.bounds = bounds;
        this.now = now;
        this.sink = sink;
        this.blobs = blobs;
        this.observer = observer;
        table = spec.table().rows();
        decoder = table.decoders().get();
    }

    /** @throws IOException if the sink failed; nothing of the chunk is counted */
    Converted convert(Chunk chunk) throws IOException {
        Map<Artifact, Outcome> excluded = new HashMap<>();
        Map<Artifact, Integer> attempts = new HashMap<>();
        try {
            while (true) {
                Converted converted = attempt(chunk, excluded, attempts);
                if (converted != null) {
                    return converted;
                }
            }
        } finally {
            spec.pages().ifPresent(pages -> chunk.artifacts().forEach(pages::release));
        }
    }

    /** Null if an artifact broke in the middle, which is in {@code excluded} now or may be read once more. */
    private @Nullable Converted attempt(Chunk chunk, Map<Artifact, Outcome> excluded, Map<Artifact, Integer> attempts)
            throws IOException {
        QuarantineWriter quarantine = new QuarantineWriter(blobs, spec.name());
        List<Outcome> outcomes = new ArrayList<>();
        try (ChunkWriter writer = sink.begin(table.name(), table.schema(), spec.name())) {
            RowAccount account =
                    new RowAccount(spec, table, bounds, now, chunk.artifacts().getFirst(), writer, quarantine);
            for (Artifact artifact : chunk.artifacts()) {
                Outcome outcome = excluded.get(artifact);
                while (outcome == null) {
                    outcome = read(artifact, account, quarantine, attempts);
                    if (outcome == null && account.counts().read() > 0) {
                        return null;
                    }
                    if (outcome != null
                            && !(outcome instanceof Outcome.Read)
                            && account.counts().read() > 0) {
                        excluded.put(artifact, outcome);
                        return null;
                    }
                }
                outcomes.add(outcome);
            }
            return finish(chunk, writer, outcomes, quarantine);
        }
    }

    private Converted finish(Chunk chunk, ChunkWriter writer, List<Outcome> outcomes, QuarantineWriter quarantine)
            throws IOException {
        RowCounts rows = RowCounts.NONE;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Read read -> {
                    rows = rows.plus(read.rows());
                    observer.accept(new Event.Extracted(
                            spec.name(),
                            read.artifact().location(),
                            read.artifact().size(),
                            read.rows()));
                }
                case Outcome.SetAside broken -> {
                    quarantine.add(Entry.whole(broken.artifact(), broken.reason()));
                    keep(broken.artifact(), quarantine);
                    observer.accept(new Event.Troubled(
                            spec.name(),
                            new Problem(broken.artifact().location(), "it is set aside: " + broken.reason())));
                }
                case Outcome.Left left -> {}
                case Outcome.Failed failed -> {
                    requireTurn(failed);
                    observer.accept(new Event.Troubled(
                            spec.name(), new Problem(failed.artifact().location(), failed.reason())));
                }
            }
        }
        Optional<Staged> staged = rows.stored() > 0 ? Optional.of(writer.prepare()) : Optional.empty();
        Converted converted = new Converted(chunk, staged, rows, outcomes, quarantine.finish());
        observer.accept(new Event.ChunkWritten(
                spec.name(),
                chunk.number(),
                rows.stored(),
                staged.map(Staged::bytes).orElse(0L)));
        return converted;
    }

    /** Null if the artifact is broken and may be read once more. */
    private @Nullable Outcome read(
            Artifact artifact, RowAccount account, QuarantineWriter quarantine, Map<Artifact, Integer> attempts)
            throws IOException {
        account.begin(artifact);
        if (artifact.content() == Artifact.Content.KNOWN) {
            return remembered(artifact, artifact.next(), account, false);
        }
        Decoded decoded;
        try (SourceInput bytes = new SourceInput(spec.source().open(artifact))) {
            Input input = new Input(artifact.location(), bytes, artifact.next(), tail(artifact));
            try {
                decoded = decoder.decode(input, account);
            } catch (BadArtifactException e) {
                return broken(artifact, e, attempts);
            } catch (IOException e) {
                if (bytes.failed()) {
                    return failed(artifact, "it cannot be read: ", e);
                }
                throw new SinkFailure(e);
            }
        } catch (SinkFailure e) {
            throw e.failure;
        } catch (FileNotFoundException | NoSuchFileException e) {
            return new Outcome.Failed(artifact, ErrorClass.SOURCE_DOWN, "it vanished after it was listed");
        } catch (IOException e) {
            return failed(artifact, "it cannot be opened: ", e);
        }
        if (account.counts().quarantined() > 0) {
            try {
                quarantine.add(artifact, evidence(artifact, account));
            } catch (IOException e) {
                return failed(artifact, "it changed while it was read: ", e);
            }
            keep(artifact, quarantine);
        }
        return remembered(artifact, decoded.next(), account, decoded.unfinished());
    }

    /** Reads the artifact once more: only few hold bad records, so the others need not pay for it. */
    private Evidence evidence(Artifact artifact, RowAccount account) throws IOException {
        RecordDigest digest = new RecordDigest(table.schema(), account.rejected(), account.last());
        try (InputStream bytes = spec.source().open(artifact)) {
            decoder.decode(new Input(artifact.location(), bytes, artifact.next(), tail(artifact)), digest);
        }
        return digest.evidence();
    }

    /** Keeps a copy of a page, which cannot be read again when it is mended. */
    private void keep(Artifact artifact, QuarantineWriter quarantine) throws IOException {
        if (artifact.cursor().isPresent()) {
            try (InputStream bytes = spec.source().open(artifact)) {
                quarantine.add(artifact, bytes.readAllBytes());
            }
        }
    }

    /** A page that cannot be converted is not passed over: what follows it is not counted before it is. */
    private static void requireTurn(Outcome.Failed failed) throws IOException {
        if (failed.artifact().cursor().isPresent()) {
            throw new IOException(
                    failed.artifact().location() + ": " + failed.reason() + "; what follows it has to wait for it");
        }
    }

    private Outcome remembered(Artifact artifact, long next, RowAccount account, boolean unfinished) {
        try {
            return new Outcome.Read(
                    artifact,
                    spec.source().mark(artifact, next),
                    account.counts(),
                    account.newest(),
                    unfinished,
                    spec.pages().map(pages -> pages.told(artifact)));
        } catch (IOException e) {
            return failed(artifact, "it changed while it was read: ", e);
        }
    }

    private @Nullable Outcome broken(Artifact artifact, BadArtifactException e, Map<Artifact, Integer> attempts) {
        if (artifact.content() == Artifact.Content.GROWING) {
            return new Outcome.Left(artifact);
        }
        if (attempts.merge(artifact, 1, Integer::sum) < ATTEMPTS) {
            return null;
        }
        try {
            return new Outcome.SetAside(artifact, spec.source().mark(artifact, artifact.next()), reason(e));
        } catch (IOException changed) {
            return failed(artifact, "it changed while it was read: ", changed);
        }
    }

    /** Tells a failure of what takes the rows from one of what gives them. */
    private static final class SinkFailure extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException failure;

        SinkFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    static Input.Tail tail(Artifact artifact) {
        return switch (artifact.content()) {
            case WHOLE, KNOWN -> Input.Tail.RECORD;
            case GROWING -> Input.Tail.UNFINISHED;
        };
    }

    private static Outcome failed(Artifact artifact, String what, IOException e) {
        return new Outcome.Failed(artifact, ErrorClass.of(e), what + reason(e));
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
    }
}
