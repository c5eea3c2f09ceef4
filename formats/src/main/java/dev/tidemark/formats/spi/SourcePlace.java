package dev.tidemark.formats.spi;

import dev.tidemark.api.PagedStreams;
import dev.tidemark.api.RowLookup;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A place to collect from, as the configuration says it, that is read on from positions of its own. Its records are
 * JSON lines.
 */
public interface SourcePlace {
    /**
     * Opens it, without asking anything of it yet; the caller closes it.
     *
     * @param warnings is told, in a sentence each, what the user should know of the place although it can be read
     * @param rows     of the source that are there already, by the ids that {@link #rowId} gives them
     */
    PagedStreams open(Consumer<String> warnings, RowLookup rows) throws IOException;

    /** The member of each record that names its row, in {@code tp_id}, unless the table sets that otherwise. */
    String rowId();

    /** The settings by their names, for people; no secrets. */
    Map<String, Object> settings();
}
