package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;

/** Those of some other columns that are not NULL, as a list. */
final class ListBinding extends Binding {
    private final int[] columns;
    private final Cells[] cells;

    /** @param cells of each of the columns */
    ListBinding(int column, String name, int[] columns, Cells[] cells) {
        super(column, name);
        this.columns = columns;
        this.cells = cells;
    }

    @Override
    void bind(Fields fields, Row row) {
        for (int i = 0; i < columns.length; i++) {
            if (!row.isNull(columns[i])) {
                cells[i].copy(row, columns[i], column());
            }
        }
    }
}
