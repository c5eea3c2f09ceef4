package dev.tidemark.elastic.source;

import dev.tidemark.formats.spi.TimeForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats of dates in a mapping: names, or patterns of {@link java.time.format.DateTimeFormatter}. */
final class DateFormats {
    /** Of a field that names none. */
    static final String STANDARD = "strict_date_optional_time||epoch_millis";

    private static final String STRICT = "strict_";
    private static final Pattern NAME = Pattern.compile("[a-z]+\\d*(_[a-z]+)*");

    private static final TimeForm ISO = new TimeForm.Iso();

    /** What has a name of its own; all parts of ISO 8601 are read by one form. */
    private static final Map<String, TimeForm> NAMED = Map.ofEntries(
            Map.entry("epoch_millis", TimeForm.Epoch.MILLIS),
            Map.entry("epoch_second", TimeForm.Epoch.SECONDS),
            Map.entry("iso8601", ISO),
            Map.entry("rfc3339_lenient", ISO),
            Map.entry("date_optional_time", ISO),
            Map.entry("date_optional_time_nanos", ISO),
            Map.entry("date_time", ISO),
            Map.entry("date_time_no_millis", ISO),
            Map.entry("date_hour", ISO),
            Map.entry("date_hour_minute", ISO),
            Map.entry("date_hour_minute_second", ISO),
            Map.entry("date_hour_minute_second_fraction", ISO),
            Map.entry("date_hour_minute_second_millis", ISO),
            Map.entry("date", ISO),
            Map.entry("year", ISO),
            Map.entry("year_month", ISO),
            Map.entry("year_month_day", ISO),
            Map.entry("basic_date", TimeForm.Written.of("uuuuMMdd")),
            Map.entry("basic_date_time", TimeForm.Written.of("uuuuMMdd'T'HHmmss.SSS[XXX][XX][X]")),
            Map.entry("basic_date_time_no_millis", TimeForm.Written.of("uuuuMMdd'T'HHmmss[XXX][XX][X]")));

    private DateFormats() {}

    /** The forms that a format lists, separated by {@code ||}; empty if one of them cannot be read. */
    static Optional<List<TimeForm>> of(String format) {
        List<TimeForm> all = new ArrayList<>();
        for (String each : format.split("\\|\\|", -1)) {
            Optional<TimeForm> form = one(each.strip());
            if (form.isEmpty()) {
                return Optional.empty();
            }
            all.add(form.get());
        }
        return Optional.of(all);
    }

    private static Optional<TimeForm> one(String format) {
        String name = format.startsWith(STRICT) ? format.substring(STRICT.length()) : format;
        if (NAMED.containsKey(name)) {
            return Optional.of(NAMED.get(name));
        }
        boolean isName =
                NAME.matcher(format).matches() && format.chars().distinct().count() > 3;
        if (isName || format.isEmpty()) {
            return Optional.empty();
        }
        try {
            // An 8 before a pattern once told new patterns from old ones.
            return Optional.of(TimeForm.Written.of(format.startsWith("8") ? format.substring(1) : format));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
