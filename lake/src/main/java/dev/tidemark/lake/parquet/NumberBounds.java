package dev.tidemark.lake.parquet;

/** The smallest and the largest number seen, given as the bits that the file holds. */
final class NumberBounds {
    private final Physical physical;
    private final boolean real;
    private final boolean repeated;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private double realMin = Double.POSITIVE_INFINITY;
    private double realMax = Double.NEGATIVE_INFINITY;
    private boolean empty = true;
    private long nans;

    NumberBounds(Physical physical, boolean repeated) {
        this.physical = physical;
        this.repeated = repeated;
        real = physical == Physical.FLOAT || physical == Physical.DOUBLE;
    }

    /** Counts a value that came so often if it is NaN. */
    void count(long bits, int times) {
        if (Double.isNaN(real(bits))) {
            nans += times;
        }
    }

    void widen(long bits) {
        empty = false;
        if (real) {
            double value = real(bits);
            realMin = Math.min(realMin, value);
            realMax = Math.max(realMax, value);
        } else {
            min = Math.min(min, bits);
            max = Math.max(max, bits);
        }
    }

    private double real(long bits) {
        return physical == Physical.FLOAT ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    long nans() {
        return real ? nans : -1;
    }

    /** Unknown if there is a NaN: readers differ in where they sort it. */
    Bounds bounds() {
        if (repeated || nans > 0) {
            return new Bounds.Unknown();
        }
        if (empty) {
            return new Bounds.Empty();
        }
        if (real) {
            return new Bounds.Reals(realMin == 0 ? -0.0 : realMin, realMax == 0 ? 0.0 : realMax);
        }
        return new Bounds.Numbers(min, max);
    }

    void clear() {
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
        realMin = Double.POSITIVE_INFINITY;
        realMax = Double.NEGATIVE_INFINITY;
        empty = true;
        nans = 0;
    }

    void copy(NumberBounds other) {
        min = other.min;
        max = other.max;
        realMin = other.realMin;
        realMax = other.realMax;
        empty = other.empty;
        nans = other.nans;
    }
}
