package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import java.util.List;

/** A struct at the top of the table, with everything in it. */
final class StructPart implements Part {
    private final ColumnBuffer[] leaves;

    StructPart(List<ColumnBuffer> leaves) {
        this.leaves = leaves.toArray(new ColumnBuffer[0]);
    }

    @Override
    public void append(Row row, int ordinal) {
        for (ColumnBuffer leaf : leaves) {
            if (row.isNull(leaf.node)) {
                leaf.missing(row, ordinal);
            } else {
                leaf.append(row, ordinal);
            }
        }
    }
}
