package dev.tidemark.lake.parquet;

import java.util.Arrays;

/** The smallest and the largest value of a column. */
public sealed interface Bounds {

    /** There are no values. */
    record Empty() implements Bounds {}

    /** There may be values; nothing is said of them. */
    record Unknown() implements Bounds {}

    /** Numbers, dates, times; 0 and 1 for booleans. */
    record Numbers(long min, long max) implements Bounds {}

    /** Floating point numbers; without NaN, and a zero is -0.0 as {@code min} and 0.0 as {@code max}. */
    record Reals(double min, double max) implements Bounds {}

    /**
     * Texts in the order of their unsigned bytes, which is what Parquet and Iceberg compare by; of long ones the
     * beginning.
     */
    record Texts(Text min, Text max) implements Bounds {}

    /** @param cut whether there is more that is not kept */
    record Text(byte[] bytes, boolean cut) {
        private int compare(Text other) {
            int order = Arrays.compareUnsigned(bytes, other.bytes);
            return order != 0 ? order : Boolean.compare(cut, other.cut);
        }
    }

    /** The bounds of both together: of the same column elsewhere. */
    default Bounds and(Bounds other) {
        if (this instanceof Empty || other instanceof Unknown) {
            return other;
        }
        if (this instanceof Numbers mine && other instanceof Numbers theirs) {
            return new Numbers(Math.min(mine.min, theirs.min), Math.max(mine.max, theirs.max));
        }
        if (this instanceof Reals mine && other instanceof Reals theirs) {
            return new Reals(Math.min(mine.min, theirs.min), Math.max(mine.max, theirs.max));
        }
        if (this instanceof Texts mine && other instanceof Texts theirs) {
            return new Texts(
                    mine.min.compare(theirs.min) <= 0 ? mine.min : theirs.min,
                    mine.max.compare(theirs.max) >= 0 ? mine.max : theirs.max);
        }
        return this;
    }
}
