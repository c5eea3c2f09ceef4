package dev.tidemark.elastic.source;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Checks that documents come in the order of their times, and are those that were asked for. One page. */
final class Order {
    private final TimeField field;
    private final String index;
    private final Optional<Instant> from;
    private final Instant upper;
    private Optional<Instant> last = Optional.empty();

    /**
     * @param from  inclusive; empty if there is no bound
     * @param upper exclusive
     */
    Order(TimeField field, String index, Optional<Instant> from, Instant upper) {
        this.field = field;
        this.index = index;
        this.from = from;
        this.upper = upper;
    }

    /**
     * The time of the next document; empty if it is of an earlier window: it has several times, and the first counts.
     *
     * @param sorted what it is sorted by, a JSON list that begins with the time
     * @throws IOException if it is out of order
     */
    Optional<Instant> next(String sorted) throws IOException {
        Instant time = time(sorted);
        if ((last.isPresent() && time.isBefore(last.get())) || !time.isBefore(upper)) {
            throw new IOException(index + " answered with a document of " + time + " after "
                    + last.map(Instant::toString).orElse("the beginning") + ", asked for times before " + upper
                    + ": this is no order to read on from");
        }
        last = Optional.of(time);
        return last.filter(any -> from.isEmpty() || !time.isBefore(from.get()));
    }

    /** Of a page that is full. @throws IOException if none of its documents was asked for */
    Instant last() throws IOException {
        Instant end = last.orElseThrow();
        if (from.isPresent() && end.isBefore(from.get())) {
            throw new IOException(index + " answered with documents up to " + end + ", asked for times from "
                    + from.get() + " on: what is between does not heed the query");
        }
        return end;
    }

    private Instant time(String sorted) throws IOException {
        int end = sorted.indexOf(',');
        try {
            return field.time(
                    sorted.substring(1, end < 0 ? sorted.length() - 1 : end).strip());
        } catch (RuntimeException e) {
            throw new IOException(index + " sorts a document by " + sorted + ", which begins with no time", e);
        }
    }
}
