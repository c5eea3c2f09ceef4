package dev.tidemark.engine.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the collection of a stream came to, for people and for monitoring; nothing is decided by it.
 *
 * @param lastPoll     when the source was last asked
 * @param documents    records collected
 * @param polls        how often the source was asked
 * @param lastDocument id of the last artifact or record
 * @param lastScroll   a search index's own handle
 * @param lastOffset   a queue's or log's own position
 * @param errors       how often asking or storing failed
 * @param lastError    why, the last time
 */
public record Statistics(
        Optional<Instant> lastPoll,
        long documents,
        long polls,
        Optional<String> lastDocument,
        Optional<String> lastScroll,
        OptionalLong lastOffset,
        long errors,
        Optional<String> lastError,
        Processing processing) {
    public static final Statistics NONE = new Statistics(
            Optional.empty(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            0,
            Optional.empty(),
            Processing.NONE);

    /**
     * How the work went.
     *
     * @param bytes         read, as stored by the source
     * @param averageMillis mean time of a poll that brought something, in milliseconds
     * @param empty         polls that brought nothing
     * @param successful    polls without an error
     */
    public record Processing(
            long bytes, double averageMillis, Optional<Instant> lastSuccess, long empty, long successful) {
        public static final Processing NONE = new Processing(0, 0, Optional.empty(), 0, 0);
    }

    /**
     * These after a poll without an error.
     *
     * @param documents records it brought
     * @param bytes     it read
     */
    public Statistics polled(Instant at, long documents, long bytes, Duration took) {
        boolean nothing = documents == 0;
        long full = processing.successful - processing.empty;
        double average = nothing
                ? processing.averageMillis
                : (processing.averageMillis * full + took.toNanos() / 1e6) / (full + 1);
        return new Statistics(
                Optional.of(at),
                this.documents + documents,
                polls + 1,
                lastDocument,
                lastScroll,
                lastOffset,
                errors,
                lastError,
                new Processing(
                        processing.bytes + bytes,
                        average,
                        Optional.of(at),
                        processing.empty + (nothing ? 1 : 0),
                        processing.successful + 1));
    }

    /** These after a poll that failed. */
    public Statistics failed(Instant at, String reason) {
        return new Statistics(
                Optional.of(at),
                documents,
                polls + 1,
                lastDocument,
                lastScroll,
                lastOffset,
                errors + 1,
                Optional.of(reason),
                processing);
    }

    /** These with the id of the last artifact or record. */
    public Statistics lastDocument(String id) {
        return new Statistics(
                lastPoll, documents, polls, Optional.of(id), lastScroll, lastOffset, errors, lastError, processing);
    }
}
