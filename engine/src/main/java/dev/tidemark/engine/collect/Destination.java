package dev.tidemark.engine.collect;

import java.io.IOException;

/** The table that the rows of a source go to. Safe for many threads. */
public interface Destination {
    /** Of the table. */
    String name();

    /**
     * How artifacts become its rows, the same for all that were listed by one run of a source. Of a table that is made
     * of what the source tells of its records this may ask the source, so it is asked when there is something to
     * convert, and not before.
     *
     * @throws IOException if the source cannot tell it now
     */
    TableRows rows() throws IOException;
}
