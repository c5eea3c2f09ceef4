package dev.tidemark.api.table;

import java.util.List;

/** What a column holds; every column and every part of it may be null. */
public sealed interface Type {
    /** A single value; {@link Row} says by which of its methods each is set. */
    enum Scalar implements Type {
        BOOLEAN,
        /** 32 bits. */
        INTEGER,
        /** 64 bits. */
        BIGINT,
        /** 32 bits. */
        FLOAT,
        /** 64 bits. */
        DOUBLE,
        /** UTF-8 text. */
        VARCHAR,
        /** UTF-8 text that is one JSON value. */
        JSON,
        /** Days since 1970-01-01. */
        DATE,
        /** Microseconds since 1970-01-01T00:00, UTC. */
        TIMESTAMP
    }

    /** A list of scalars. */
    record ListOf(Scalar element) implements Type {}

    /** Named parts in a fixed order. */
    record StructOf(List<Column> children) implements Type {
        public StructOf {
            children = List.copyOf(children);
        }
    }
}
