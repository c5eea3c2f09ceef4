package dev.tidemark.elastic.source;

import java.io.IOException;
import java.util.Optional;

/** Checks that values rise from one document to the next, beginning behind a position. One page. */
final class CursorOrder {
    private final String index;
    private final CursorPosition from;
    private Optional<CursorValue> last;
    private String lastId = "";
    private int count;

    CursorOrder(String index, CursorPosition from) {
        this.index = index;
        this.from = from;
        last = from.last();
    }

    /**
     * The value of the next document.
     *
     * @throws IOException if it is not higher than that of the one before
     */
    CursorValue next(Hit hit, CursorValue value) throws IOException {
        int compared = last.map(before -> before.compareTo(value)).orElse(-1);
        if (compared == 0 && count > 0) {
            throw new IOException("the documents " + lastId + " and " + hit.id() + " of " + index + " both have "
                    + from.field() + " " + value + ", and mode cursor reads on after a value: one of several"
                    + " documents that have it would be left out. Write another 'cursor_field', whose values are of"
                    + " one document each, or another 'mode'");
        }
        if (compared >= 0) {
            throw new IOException(index + " answered with document " + hit.id() + " whose " + from.field() + " is "
                    + value + " after " + last.orElseThrow() + ": this is no order to read on from");
        }
        last = Optional.of(value);
        lastId = hit.id();
        count++;
        return value;
    }

    /** How many came. */
    int count() {
        return count;
    }
}
