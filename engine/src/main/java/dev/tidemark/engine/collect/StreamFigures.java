package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Page;
import dev.tidemark.engine.state.Failure;
import dev.tidemark.engine.state.Round;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run read of a stream.
 *
 * @param read     records that were read
 * @param stored   records that are rows now
 * @param bytes    as stored by the source
 * @param setAside records and whole artifacts
 * @param aside    why something was set aside; of several the last
 * @param account  whose artifacts these are, as their paths say; of several the last
 * @param newest   the newest time of a row
 * @param failure  why something could not be read; of several the last
 * @param told     what the source said of its pages
 */
record StreamFigures(
        long read,
        long stored,
        long bytes,
        long setAside,
        Optional<String> aside,
        Optional<String> account,
        Optional<Instant> newest,
        Optional<Failure> failure,
        Optional<Page.Told> told) {
    /** The name in a {@code file_layout} that says whose logs are in a path. */
    private static final String ACCOUNT = "account_id";

    static final StreamFigures NONE = new StreamFigures(
            0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static StreamFigures of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Read read -> of(read);
            case Outcome.SetAside broken ->
                new StreamFigures(
                        0,
                        0,
                        0,
                        1,
                        Optional.of(broken.artifact().location() + ": " + broken.reason()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            case Outcome.Failed failed ->
                failed(new Failure(failed.kind(), failed.artifact().location() + ": " + failed.reason()));
            case Outcome.Left left -> NONE;
        };
    }

    static StreamFigures failed(Failure failure) {
        return new StreamFigures(
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(failure),
                Optional.empty());
    }

    private static StreamFigures of(Outcome.Read read) {
        long quarantined = read.rows().quarantined();
        return new StreamFigures(
                read.rows().read(),
                read.rows().stored(),
                bytes(read),
                quarantined,
                quarantined == 0
                        ? Optional.empty()
                        : Optional.of(read.artifact().location() + ": records of it were set aside"),
                Optional.ofNullable(read.artifact().labels().get(ACCOUNT)),
                read.newest(),
                Optional.empty(),
                read.told());
    }

    private static long bytes(Outcome.Read read) {
        Artifact artifact = read.artifact();
        long stored = artifact.content() == Artifact.Content.KNOWN ? 0 : artifact.size();
        return read.told().orElse(Page.Told.NOTHING).bytes().orElse(stored);
    }

    StreamFigures plus(StreamFigures more) {
        return new StreamFigures(
                read + more.read,
                stored + more.stored,
                bytes + more.bytes,
                setAside + more.setAside,
                more.aside.or(() -> aside),
                more.account.or(() -> account),
                later(newest, more.newest),
                more.failure.or(() -> failure),
                told.isPresent() && more.told.isPresent()
                        ? Optional.of(told.get().then(more.told.get()))
                        : more.told.or(() -> told));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || other.get().isBefore(one.get())) ? one : other;
    }

    /** @param frontier up to which everything is counted unless something failed */
    Round round(Instant begun, Instant ended, Optional<Instant> frontier) {
        return new Round(begun, ended, read, stored, bytes, setAside, aside, newest, frontier, failure, told);
    }

    StreamFigures withoutFailure() {
        return new StreamFigures(read, stored, bytes, setAside, aside, account, newest, Optional.empty(), told);
    }
}
