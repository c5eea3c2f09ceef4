package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.UnfitValueException;

/** Sets one column of a row. One thread. */
abstract sealed class Binding
        permits SourceBinding, FirstBinding, CopyBinding, ListBinding, TransformBinding, FallbackBinding {
    private final int column;
    private final String name;

    /** @param name path of the column, for messages */
    Binding(int column, String name) {
        this.column = column;
        this.name = name;
    }

    final int column() {
        return column;
    }

    final String name() {
        return name;
    }

    /** Sets the column, or leaves it null. */
    abstract void bind(Fields fields, Row row) throws UnfitValueException;
}
