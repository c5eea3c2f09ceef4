package dev.tidemark.formats.expression;

import static dev.tidemark.formats.expression.Functions.strict;

import dev.tidemark.formats.value.TimePattern;
import dev.tidemark.formats.value.UnfitValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Functions over times; those named after an epoch turn numbers into times, and times into numbers. */
final class TimeFunctions {
    private static final long SECOND = 1_000_000;

    private TimeFunctions() {}

    static List<Function> all() {
        return List.of(
                strict("epoch", "seconds", 1, 1, "the time; of a time its seconds since 1970", a -> epoch(a, 6)),
                strict("epoch_ms", "milliseconds", 1, 1, "the time; of a time its milliseconds", a -> epoch(a, 3)),
                strict("epoch_us", "microseconds", 1, 1, "the time; of a time its microseconds", a -> epoch(a, 0)),
                strict("epoch_ns", "nanoseconds", 1, 1, "the time; of a time its nanoseconds", a -> epoch(a, -3)),
                strict("to_timestamp", "seconds", 1, 1, "the time that many seconds after 1970", a -> epoch(a, 6)),
                strict(
                        "timestamp",
                        "text",
                        1,
                        1,
                        "the time, in any of the usual forms",
                        a -> new Value.Moment(Casts.micros(a.value(0)))),
                strict(
                        "strptime",
                        "text, pattern",
                        2,
                        2,
                        "the time, written as the pattern says (`%Y-%m-%d …`)",
                        TimeFunctions::parsed),
                strict(
                        "date_trunc",
                        "unit, time",
                        2,
                        2,
                        "the time cut to its second, minute, hour or day",
                        TimeFunctions::truncated));
    }

    /** @param scale a unit is 10^scale microseconds */
    private static Value epoch(Arguments arguments, int scale) throws UnfitValueException {
        Value value = arguments.value(0);
        if (value instanceof Value.Moment moment) {
            return new Value.Whole(BigDecimal.valueOf(moment.micros(), scale)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValue());
        }
        try {
            BigDecimal micros = new BigDecimal(value.toString().strip()).scaleByPowerOfTen(scale);
            return new Value.Moment(micros.setScale(0, RoundingMode.FLOOR).longValueExact());
        } catch (ArithmeticException | NumberFormatException none) {
            throw UnfitValueException.of(value.toString(), "is not a time in epoch units");
        }
    }

    private static Value parsed(Arguments arguments) throws UnfitValueException {
        try {
            return new Value.Moment(TimePattern.of(arguments.text(1)).micros(arguments.text(0)));
        } catch (IllegalArgumentException unknown) {
            throw new UnfitValueException(String.valueOf(unknown.getMessage()));
        }
    }

    private static Value truncated(Arguments arguments) throws UnfitValueException {
        long unit = switch (arguments.text(0)) {
            case "second" -> SECOND;
            case "minute" -> 60 * SECOND;
            case "hour" -> 3600 * SECOND;
            case "day" -> 86_400 * SECOND;
            default -> throw UnfitValueException.of(arguments.text(0), "is not second, minute, hour or day");
        };
        long micros = Casts.micros(arguments.value(1));
        return new Value.Moment(Math.floorDiv(micros, unit) * unit);
    }
}
