package dev.tidemark.engine.layout;

import dev.tidemark.api.Period;
import dev.tidemark.api.state.Granularity;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The captures of a layout that are parts of a time; only their exact names count. */
final class TimeParts {
    static final List<String> NAMES = List.of("year", "month", "day", "hour", "minute", "second");

    private static final List<Granularity> GRANULARITIES = List.of(
            Granularity.YEAR,
            Granularity.MONTH,
            Granularity.DAY,
            Granularity.HOUR,
            Granularity.MINUTE,
            Granularity.SECOND);
    private static final int[] FIRST = {0, 1, 1, 0, 0, 0};
    private static final int CENTURY = 2000;

    private TimeParts() {}

    /** Whether there is a time at all, which begins with its year. */
    static boolean present(Map<String, String> captures) {
        return captures.containsKey(NAMES.getFirst());
    }

    /**
     * The period they name, down to the first part that is missing.
     *
     * @throws DateTimeException if there is no such time; the message says why
     */
    static Period period(Map<String, String> captures) {
        List<Integer> parts = new ArrayList<>();
        for (String name : NAMES) {
            String text = captures.get(name);
            if (text == null) {
                break;
            }
            parts.add(number(name, text));
        }
        return new Period(
                LocalDateTime.of(
                                year(captures.getOrDefault(NAMES.getFirst(), ""), parts.getFirst()),
                                part(parts, 1),
                                part(parts, 2),
                                part(parts, 3),
                                part(parts, 4),
                                part(parts, 5))
                        .toInstant(ZoneOffset.UTC),
                GRANULARITIES.get(parts.size() - 1));
    }

    private static int part(List<Integer> parts, int index) {
        return index < parts.size() ? parts.get(index) : FIRST[index];
    }

    private static int year(String text, int number) {
        return text.length() <= 2 ? CENTURY + number : number;
    }

    private static int number(String name, String text) {
        // A second may have a fraction, which is finer than any granularity of a layout.
        String whole = name.equals("second") ? text.replaceFirst("[.,:]\\d*$", "") : text;
        try {
            return Integer.parseInt(whole);
        } catch (NumberFormatException e) {
            throw new DateTimeException("its " + name + " '" + text + "' is not a number", e);
        }
    }
}
