package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.value.Digits;
import dev.tidemark.formats.value.UnfitValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A time from a number of units since 1970.
 *
 * @param scale a unit is 10^scale microseconds
 */
record EpochSetter(int scale) implements Setter {
    private static final int SAFE_DIGITS = 12;
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};

    @Override
    public void set(Row row, int column, Fields.Kind kind, byte[] bytes, int from, int length)
            throws UnfitValueException {
        long value = scale >= 0 && length <= SAFE_DIGITS ? Digits.number(bytes, from, length) : -1;
        row.time(column, value >= 0 ? value * POWERS[scale] : unusual(bytes, from, length));
    }

    private long unusual(byte[] bytes, int from, int length) throws UnfitValueException {
        try {
            return new BigDecimal(new String(bytes, from, length, StandardCharsets.ISO_8859_1).strip())
                    .scaleByPowerOfTen(scale)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException none) {
            throw UnfitValueException.of(bytes, from, length, "is not a time in epoch units");
        }
    }
}
