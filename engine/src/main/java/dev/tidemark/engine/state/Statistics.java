package dev.tidemark.engine.state;

import dev.tidemark.api.Page;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What the collection of a stream came to, for people and for monitoring; nothing is decided by it.
 *
 * @param lastPoll     when the source was last asked with success: what it showed until then is counted
 * @param documents    records collected
 * @param polls        how often the source was asked
 * @param lastDocument id of the last artifact or record
 * @param lastScroll   a search index's own handle, the last one; reading never goes on by it
 * @param lastOffset   number of the last record among all that were ever read, of a source that is read page by page
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
    /** Their names in documents, in the order in which they are written. */
    public static final List<String> FIELDS = List.of(
            "last_poll_timestamp",
            "total_documents_fetched",
            "poll_count",
            "last_document_id",
            "last_scroll_id",
            "last_offset",
            "error_count",
            "last_error",
            "processing_stats");

    static final List<String> PROCESSING = List.of(
            "total_bytes_processed",
            "avg_batch_processing_time_ms",
            "last_successful_poll",
            "empty_polls_count",
            "successful_polls_count");

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
     * @param lastSuccess   when a poll ended last without an error
     * @param empty         polls without an error that brought nothing
     * @param successful    polls that brought something
     */
    public record Processing(
            long bytes, double averageMillis, Optional<Instant> lastSuccess, long empty, long successful) {
        public static final Processing NONE = new Processing(0, 0, Optional.empty(), 0, 0);

        private Processing after(Round round) {
            boolean brought = round.read() > 0;
            boolean good = round.failure().isEmpty();
            double millis = round.took().toNanos() / 1e6;
            return new Processing(
                    bytes + round.bytes(),
                    brought ? (averageMillis * successful + millis) / (successful + 1) : averageMillis,
                    good ? Optional.of(round.ended()) : lastSuccess,
                    empty + (good && !brought ? 1 : 0),
                    successful + (brought ? 1 : 0));
        }
    }

    /** These after a round. */
    public Statistics after(Round round) {
        boolean good = round.failure().isEmpty();
        long read = documents + round.read();
        long more = round.setAside() + (good ? 0 : 1);
        return new Statistics(
                good ? Optional.of(round.ended()) : lastPoll,
                read,
                polls + 1,
                round.told().flatMap(Page.Told::document).or(() -> lastDocument),
                round.told().flatMap(Page.Told::handle).or(() -> lastScroll),
                round.told().isPresent() && round.read() > 0 ? OptionalLong.of(read) : lastOffset,
                errors + more,
                round.failure().map(Failure::message).or(round::aside).or(() -> lastError),
                processing.after(round));
    }

    /**
     * Those of several streams of one source, which are asked in the same polls: documents, bytes and errors are added
     * up; polls are those of the stream that was polled most; what was last is of the one that had something last.
     *
     * @param all with what was told last at the end; at least one
     */
    public static Statistics together(List<Statistics> all) {
        Statistics last = all.getLast();
        Statistics busiest = Collections.max(all, Comparator.comparingLong(Statistics::polls));
        long successful = sum(all, each -> each.processing.successful);
        double millis = all.stream()
                .mapToDouble(each -> each.processing.averageMillis * each.processing.successful)
                .sum();
        Processing processing = new Processing(
                sum(all, each -> each.processing.bytes),
                successful == 0 ? 0 : millis / successful,
                all.stream()
                        .flatMap(each -> each.processing.lastSuccess.stream())
                        .max(Instant::compareTo),
                busiest.processing.empty,
                busiest.processing.successful);
        return new Statistics(
                all.stream().flatMap(each -> each.lastPoll.stream()).max(Instant::compareTo),
                sum(all, Statistics::documents),
                busiest.polls,
                last.lastDocument,
                last.lastScroll,
                all.stream().anyMatch(each -> each.lastOffset.isPresent())
                        ? OptionalLong.of(sum(all, each -> each.lastOffset.orElse(0)))
                        : OptionalLong.empty(),
                sum(all, Statistics::errors),
                all.reversed().stream().flatMap(each -> each.lastError.stream()).findFirst(),
                processing);
    }

    private static long sum(List<Statistics> all, ToLongFunction<Statistics> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    /** These with the id of the last artifact or record. */
    public Statistics lastDocument(String id) {
        return new Statistics(
                lastPoll, documents, polls, Optional.of(id), lastScroll, lastOffset, errors, lastError, processing);
    }
}
