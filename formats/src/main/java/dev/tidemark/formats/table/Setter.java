package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;

/** Sets a column of one type to a value as it was read. */
@FunctionalInterface
interface Setter {
    /**
     * Without effect if the value is JSON null.
     *
     * @throws UnfitValueException if the value is none of the type
     */
    void set(Row row, int column, Fields.Kind kind, byte[] bytes, int from, int length) throws UnfitValueException;
}
