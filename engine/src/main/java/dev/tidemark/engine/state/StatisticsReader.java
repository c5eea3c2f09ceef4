package dev.tidemark.engine.state;

import dev.tidemark.engine.state.Statistics.Processing;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the figures of a state document; what is not there is nothing. */
final class StatisticsReader {
    private Optional<Instant> lastPoll = Optional.empty();
    private long documents;
    private long polls;
    private Optional<String> lastDocument = Optional.empty();
    private Optional<String> lastScroll = Optional.empty();
    private OptionalLong lastOffset = OptionalLong.empty();
    private long errors;
    private Optional<String> lastError = Optional.empty();
    private long bytes;
    private double averageMillis;
    private Optional<Instant> lastSuccess = Optional.empty();
    private long empty;
    private long successful;

    void lastPoll(Instant time) {
        lastPoll = Optional.of(time);
    }

    void lastSuccess(Instant time) {
        lastSuccess = Optional.of(time);
    }

    void member(JsonReader json, String name) {
        switch (name) {
            case "last_poll_timestamp" -> lastPoll = Optional.of(json.time());
            case "total_documents_fetched" -> documents = json.number();
            case "poll_count" -> polls = json.number();
            case "last_document_id" -> lastDocument = Optional.of(json.text());
            case "last_scroll_id" -> lastScroll = Optional.of(json.text());
            case "last_offset" -> lastOffset = OptionalLong.of(json.number());
            case "error_count" -> errors = json.number();
            case "last_error" -> lastError = Optional.of(json.text());
            case "processing_stats" -> json.object(member -> processing(json, member));
            default -> throw json.unknown(name);
        }
    }

    void processing(JsonReader json, String name) {
        switch (name) {
            case "total_bytes_processed" -> bytes = json.number();
            case "avg_batch_processing_time_ms" -> averageMillis = json.real();
            case "last_successful_poll" -> lastSuccess = Optional.of(json.time());
            case "empty_polls_count" -> empty = json.number();
            case "successful_polls_count" -> successful = json.number();
            default -> throw json.unknown(name);
        }
    }

    Statistics statistics() {
        Processing processing = new Processing(bytes, averageMillis, lastSuccess, empty, successful);
        return new Statistics(
                lastPoll, documents, polls, lastDocument, lastScroll, lastOffset, errors, lastError, processing);
    }
}
