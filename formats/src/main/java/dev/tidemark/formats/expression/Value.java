package dev.tidemark.formats.expression;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A value that is not null; texts are slices of bytes that may change with the next record. */
public sealed interface Value {
    /** UTF-8. */
    record Text(byte[] bytes, int from, int length) implements Value {
        public static Text of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        public static Text of(byte[] bytes) {
            return new Text(bytes, 0, bytes.length);
        }

        @Override
        public String toString() {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
    }

    /** The text of a JSON value. */
    record Json(byte[] bytes, int from, int length) implements Value {
        @Override
        public String toString() {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
    }

    record Whole(long number) implements Value {
        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    record Real(double number) implements Value {
        @Override
        public String toString() {
            return Double.toString(number);
        }
    }

    enum Flag implements Value {
        FALSE,
        TRUE;

        public static Flag of(boolean value) {
            return value ? TRUE : FALSE;
        }

        @Override
        public String toString() {
            return this == TRUE ? "true" : "false";
        }
    }

    /** Microseconds since 1970-01-01T00:00Z. */
    record Moment(long micros) implements Value {
        @Override
        public String toString() {
            return Moments.text(micros);
        }
    }

    /** A list; no element is null. */
    record Items(List<Value> values) implements Value {
        @Override
        public String toString() {
            return values.toString();
        }
    }
}
