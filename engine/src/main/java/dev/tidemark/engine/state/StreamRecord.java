package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How the collection of a stream goes: for people, for monitoring and for alarms. Nothing is decided by it, so it lies
 * beside the state document, small, and is saved after every round.
 *
 * @param stream    empty for what concerns the source as a whole
 * @param connector its type
 * @param account   whose stream it is, where that is known
 * @param created   when something was first told of it
 * @param updated   when something was last told of it
 * @param attempt   when the last round began
 * @param result    of the last round
 * @param begun     rounds that began since one ended
 * @param missing   since when the source does not show it any more
 */
public record StreamRecord(
        String source,
        String stream,
        String connector,
        Optional<String> account,
        Instant created,
        Instant updated,
        Optional<Instant> attempt,
        Result result,
        long begun,
        Optional<Instant> missing,
        Reached reached,
        Trouble trouble,
        Totals totals,
        Quiet quiet,
        StoreUse store,
        Statistics statistics) {

    /** The record of a stream that nothing is told of yet; {@code before} is what an older state document told. */
    public static StreamRecord of(String source, String stream, String connector, Instant now, Statistics before) {
        return new StreamRecord(
                source,
                stream,
                connector,
                Optional.empty(),
                now,
                now,
                Optional.empty(),
                Result.RUNNING,
                0,
                Optional.empty(),
                Reached.NOTHING,
                Trouble.NONE,
                new Totals(0, before.processing().bytes(), 0, 0, 0),
                Quiet.UNKNOWN,
                StoreUse.NONE,
                before);
    }

    /**
     * This, of a source, once a round began: a round before that its streams tell the end of is over.
     *
     * @param streams what is told of them
     */
    public StreamRecord begun(Instant now, Collection<StreamRecord> streams) {
        Instant last = attempt.orElse(Instant.MAX);
        return streams.stream()
                .filter(stream -> stream.attempt().isPresent())
                .filter(stream -> !stream.attempt().get().isBefore(last))
                .findFirst()
                .map(stream -> ended(Round.empty(last, stream.updated())))
                .orElse(this)
                .begun(now);
    }

    /** This once a round began. */
    private StreamRecord begun(Instant now) {
        return new StreamRecord(
                source,
                stream,
                connector,
                account,
                created,
                latest(now),
                Optional.of(now),
                Result.RUNNING,
                begun + 1,
                missing,
                reached,
                trouble,
                totals,
                quiet,
                store,
                statistics);
    }

    /** This once a round ended. */
    public StreamRecord ended(Round round) {
        return new StreamRecord(
                source,
                stream,
                connector,
                account,
                created,
                latest(round.ended()),
                Optional.of(round.begun()),
                round.result(),
                0,
                missing,
                reached.after(round),
                trouble.after(round),
                totals.after(round),
                round.read() > 0 ? quiet.after(reached.data().orElse(round.ended()), round.ended()) : quiet,
                store,
                statistics.after(round));
    }

    /** This, once it is known whose it is; if that is not said it stays. */
    public StreamRecord ownedBy(Optional<String> owner) {
        return new StreamRecord(
                source,
                stream,
                connector,
                owner.or(() -> account),
                created,
                updated,
                attempt,
                result,
                begun,
                missing,
                reached,
                trouble,
                totals,
                quiet,
                store,
                statistics);
    }

    /** This while a round goes on. */
    public StreamRecord alive(Instant now) {
        return with(latest(now), missing, totals, store);
    }

    /** This once the source was listed wholly, and showed the stream. */
    public StreamRecord shown() {
        return with(updated, Optional.empty(), totals, store);
    }

    /** This once the source was listed wholly, and did not show the stream. */
    public StreamRecord notShown(Instant now) {
        return with(updated, missing.or(() -> Optional.of(now)), totals, store);
    }

    /** This with more that turned up where everything was collected already. */
    public StreamRecord late(long artifacts) {
        return with(updated, missing, totals.late(artifacts), store);
    }

    /** This with the number of its gaps as they are now. */
    public StreamRecord gaps(long now) {
        return with(updated, missing, totals.gaps(now), store);
    }

    /** This with more that was asked of the state store. */
    public StreamRecord used(StoreUse more) {
        return with(updated, missing, totals, store.plus(more));
    }

    private StreamRecord with(Instant now, Optional<Instant> unseen, Totals counted, StoreUse used) {
        return new StreamRecord(
                source,
                stream,
                connector,
                account,
                created,
                now,
                attempt,
                result,
                begun,
                unseen,
                reached,
                trouble,
                counted,
                quiet,
                used,
                statistics);
    }

    /** A clock that was set back does not make a stream look as if it had not been told of. */
    private Instant latest(Instant now) {
        return now.isAfter(updated) ? now : updated;
    }

    /** As readable JSON, {@linkplain dev.tidemark.api.Sealed sealed}. */
    public byte[] encode() {
        return new RecordWriter(this).document();
    }

    /**
     * The record that {@link #encode} made.
     *
     * @param place where it lies, as a user can find it
     * @throws CorruptStateException if it is damaged, was made by a newer version or is something else; it says which
     */
    public static StreamRecord decode(String place, byte[] value) throws CorruptStateException {
        return new RecordReader(place, value).document();
    }
}
