package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;

/** A column of the table: a leaf, or a struct of leaves. */
sealed interface Part permits ColumnBuffer, StructPart {
    /**
     * Takes the column's value, which is not null, from a row.
     *
     * @param ordinal rows before it in the row group; those not appended here were null
     */
    void append(Row row, int ordinal);
}
