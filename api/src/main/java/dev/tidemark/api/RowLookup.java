package dev.tidemark.api;

import java.io.IOException;
import java.util.Set;

/** Tells a source which of its rows are there already. Safe for many threads. */
@FunctionalInterface
public interface RowLookup {
    /** For a place whose rows cannot be looked up. */
    RowLookup NONE = ids -> Set.of();

    /**
     * Those of some row ids ({@code tp_id}) under which a row of the source is published. A row that was collected and
     * is removed by now is not found.
     *
     * @throws IOException if it cannot be told now
     */
    Set<String> present(Set<String> ids) throws IOException;
}
