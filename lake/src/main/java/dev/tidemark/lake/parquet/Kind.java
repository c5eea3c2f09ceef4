package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Type;

/** What a row holds of a column. */
enum Kind {
    /** The bits of a number or flag; of a struct whether it is there. */
    FIXED,
    TEXT,
    LIST_OF_FIXED,
    LIST_OF_TEXT;

    static Kind of(Type type) {
        if (type instanceof Type.ListOf list) {
            return isText(list.element()) ? LIST_OF_TEXT : LIST_OF_FIXED;
        }
        return isText(type) ? TEXT : FIXED;
    }

    private static boolean isText(Type type) {
        return type == Type.Scalar.VARCHAR || type == Type.Scalar.JSON;
    }
}
