package dev.tidemark.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of the same columns, one after the other. One thread. */
public interface RowPrinter {
    /**
     * Writes a row, now or at the {@link #end}.
     *
     * @param values null, texts, numbers, flags, times of {@code java.time}, {@link Json.Raw}, lists and maps of these
     */
    void row(List<? extends @Nullable Object> values);

    /** There are no more rows. */
    void end();
}
