package dev.tidemark.formats.value;

import static dev.tidemark.formats.value.Calendar.UNREADABLE;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a time that are written in words, or whose zone has a name. */
final class WrittenTime {
    private static final String CLOCK = "(?<h>\\d\\d):(?<m>\\d\\d)(?::(?<s>\\d\\d))?";
    private static final String ZONE = "(?<zone>[A-Za-z][A-Za-z0-9_/+-]*|[+-]\\d\\d:?\\d\\d)";
    private static final String WEEKDAY = "(?<weekday>[A-Za-z]+)";

    /** Of one shape each; a day may be padded with a space. */
    private static final Pattern[] FORMS = {
        Pattern.compile(WEEKDAY + ", +(?<day>\\d{1,2}) (?<month>[A-Za-z]{3}) (?<year>\\d{4}) " + CLOCK + " " + ZONE),
        Pattern.compile(WEEKDAY + ", (?<day>\\d\\d)-(?<month>[A-Za-z]{3})-(?<year>\\d\\d) " + CLOCK + " " + ZONE),
        Pattern.compile("(?<day>\\d\\d) (?<month>[A-Za-z]{3}) (?<year>\\d\\d) " + CLOCK + " " + ZONE),
        Pattern.compile(
                WEEKDAY + " (?<month>[A-Za-z]{3}) +(?<day>\\d{1,2}) " + CLOCK + "(?: " + ZONE + ")? (?<year>\\d{4})"),
        Pattern.compile("(?<day>\\d\\d)/(?<month>[A-Za-z]{3})/(?<year>\\d{4}):" + CLOCK + " " + ZONE),
        Pattern.compile("(?<year>\\d{4})([-/])(?<month>\\d\\d)\\2(?<day>\\d\\d) " + CLOCK + "(?: " + ZONE + ")?"),
    };

    private static final Set<String> WEEKDAYS = Set.of(
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday");

    /** The zones of RFC 822, which the zone database does not know or takes for a place with summer time. */
    private static final Map<String, String> RFC_822 = Map.of(
            "UT", "Z", "EST", "-5", "EDT", "-4", "CST", "-6", "CDT", "-5", "MST", "-7", "MDT", "-6", "PST", "-8", "PDT",
            "-7");

    private WrittenTime() {}

    static long micros(String text) {
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return micros(matcher);
            }
        }
        return UNREADABLE;
    }

    private static long micros(Matcher parts) {
        boolean named = parts.namedGroups().containsKey("weekday");
        if (named && !WEEKDAYS.contains(parts.group("weekday").toLowerCase(Locale.ROOT))) {
            return UNREADABLE;
        }
        String second = parts.group("s");
        long local = Calendar.micros(
                year(parts.group("year")),
                month(parts.group("month")),
                Integer.parseInt(parts.group("day")),
                Integer.parseInt(parts.group("h")),
                Integer.parseInt(parts.group("m")),
                second == null ? 0 : Integer.parseInt(second));
        String zone = parts.group("zone");
        return local == UNREADABLE || zone == null ? local : inZone(local, zone);
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : year < 69 ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return name.length() == 2
                ? Integer.parseInt(name)
                : Calendar.month(name.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** UTC of a local time; {@link Calendar#UNREADABLE} if there is no such zone. */
    static long inZone(long local, String zone) {
        try {
            ZoneId place = ZoneId.of(RFC_822.getOrDefault(zone.toUpperCase(Locale.ROOT), zone));
            LocalDateTime time = LocalDateTime.ofInstant(Instant.EPOCH.plus(local, ChronoUnit.MICROS), ZoneOffset.UTC);
            return ChronoUnit.MICROS.between(Instant.EPOCH, time.atZone(place).toInstant());
        } catch (DateTimeException unknown) {
            return UNREADABLE;
        }
    }
}
