package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Type;

/** Moves values between columns of one row. */
enum Cells {
    TEXT,
    BITS,
    LIST;

    /** Copies a value that is not null; into a list column a scalar becomes one more element. */
    void copy(Row row, int from, int to) {
        switch (this) {
            case TEXT -> row.text(to, row.bytes(from), row.from(from), row.length(from));
            case BITS -> row.number(to, row.bits(from));
            case LIST -> copyList(row, from, to);
        }
    }

    private static void copyList(Row row, int from, int to) {
        Row.Elements elements = row.elements(from);
        row.present(to);
        for (int i = 0; i < elements.count(); i++) {
            // Of an element either the slice or the bits count; the sink knows which.
            if (elements.bytes(i).length == 0) {
                row.number(to, elements.bits(i));
            } else {
                row.text(to, elements.bytes(i), elements.from(i), elements.length(i));
            }
        }
    }

    static Cells of(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar == Type.Scalar.VARCHAR || scalar == Type.Scalar.JSON ? TEXT : BITS;
            case Type.ListOf list -> LIST;
            case Type.StructOf struct -> throw new IllegalArgumentException("structs are not copied");
        };
    }
}
