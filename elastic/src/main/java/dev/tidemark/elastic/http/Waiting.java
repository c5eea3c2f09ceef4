package dev.tidemark.elastic.http;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** How long a server asks to be left alone. */
final class Waiting {
    private Waiting() {}

    /** What {@code Retry-After} says, in seconds or as a date, which is measured by the server's own clock. */
    static Duration asked(Answer answer) {
        return answer.header("retry-after").map(text -> parse(text, answer)).orElse(Duration.ZERO);
    }

    private static Duration parse(String text, Answer answer) {
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            ZonedDateTime until = date(text);
            ZonedDateTime now = date(answer.header("date").orElse(text));
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
