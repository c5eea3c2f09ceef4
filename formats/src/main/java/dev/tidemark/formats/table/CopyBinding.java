package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;

/** The first of some other columns of the same type that is not NULL. */
final class CopyBinding extends Binding {
    private final int[] columns;
    private final Cells cells;

    CopyBinding(int column, String name, int[] columns, Cells cells) {
        super(column, name);
        this.columns = columns;
        this.cells = cells;
    }

    @Override
    void bind(Fields fields, Row row) {
        for (int from : columns) {
            if (!row.isNull(from)) {
                cells.copy(row, from, column());
                return;
            }
        }
    }
}
