package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Type;

/** How values are stored, by the numbers the format gives. */
enum Physical {
    BOOLEAN(0, 1),
    INT32(1, 4),
    INT64(2, 8),
    FLOAT(4, 4),
    DOUBLE(5, 8),
    BYTE_ARRAY(6, 0);

    final int number;
    /** Bytes of one value, 0 if they differ. */
    final int width;

    Physical(int number, int width) {
        this.number = number;
        this.width = width;
    }

    static Physical of(Type.Scalar type) {
        return switch (type) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER, DATE -> INT32;
            case BIGINT, TIMESTAMP -> INT64;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case VARCHAR, JSON -> BYTE_ARRAY;
        };
    }
}
