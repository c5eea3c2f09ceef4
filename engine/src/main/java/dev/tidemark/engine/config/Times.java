package dev.tidemark.engine.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them; UTC where no zone is written. */
final class Times {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdw])");
    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private Times() {}

    static From parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return new From.Ago(span(Long.parseLong(span.group(1)), span.group(2)), text);
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return new From.Fixed(form.apply(text));
            } catch (DateTimeParseException other) {
                // the next form may fit
            }
        }
        throw new IllegalArgumentException("'" + text
                + "' is not a time; write 2025-06-01, 2025-06-01T12:00:00Z, or a span before now: 90m, 12h, 7d, 2w");
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
