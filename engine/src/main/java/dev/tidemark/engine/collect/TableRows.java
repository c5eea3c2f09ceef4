package dev.tidemark.engine.collect;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.function.Supplier;

/**
 * How artifacts become rows of one table.
 *
 * @param name     of the table
 * @param schema   its columns, the common ones included
 * @param decoders makes a decoder for one worker
 * @param filter   what rows to keep; used by several threads
 */
public record TableRows(String name, Schema schema, Supplier<Decoder> decoders, Filter filter) implements Destination {
    @Override
    public TableRows rows() {
        return this;
    }

    /** Says which rows are kept. */
    @FunctionalInterface
    public interface Filter {
        /** @throws UnfitValueException if that cannot be told of the row, which is then set aside */
        boolean test(Row row) throws UnfitValueException;
    }
}
