package dev.tidemark.formats.value;

import static dev.tidemark.formats.value.Calendar.DAY;
import static dev.tidemark.formats.value.Calendar.SECOND;
import static dev.tidemark.formats.value.Calendar.UNREADABLE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads times by a {@code strptime} pattern such as {@code %d/%b/%Y %H:%M:%S}. Immutable.
 *
 * <p>Known: {@code %Y %y %m %b %B %d %e %j %H %k %I %l %M %S %f %p %z %Z %s %a %A %T %D %F %R %n %t %%}; numbers may be
 * shorter than usual; {@code %f} takes any number of digits. What is not in the pattern is the beginning of 1970, UTC.
 */
public final class TimePattern {
    private static final String KNOWN = "YymbBdejHkIlMSfpzZsaA";

    private final String pattern;
    /** Pieces: a literal letter, or a directive with {@link #DIRECTIVE} added. */
    private final List<Character> pieces = new ArrayList<>();

    private static final int DIRECTIVE = 0xE000;

    private TimePattern(String pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if there is no such directive */
    public static TimePattern of(String pattern) {
        TimePattern time = new TimePattern(pattern);
        time.add(pattern);
        return time;
    }

    private void add(String part) {
        for (int i = 0; i < part.length(); i++) {
            char letter = part.charAt(i);
            if (letter == '%' && i + 1 < part.length()) {
                directive(part.charAt(++i));
            } else {
                pieces.add(letter);
            }
        }
    }

    private void directive(char letter) {
        switch (letter) {
            case 'T' -> add("%H:%M:%S");
            case 'D' -> add("%m/%d/%y");
            case 'F' -> add("%Y-%m-%d");
            case 'R' -> add("%H:%M");
            case 'n', 't' -> pieces.add(' ');
            case '%' -> pieces.add('%');
            default -> {
                if (KNOWN.indexOf(letter) < 0) {
                    throw new IllegalArgumentException(
                            "'" + pattern + "' is not a time pattern: %" + letter + " is not known");
                }
                pieces.add((char) (DIRECTIVE + letter));
            }
        }
    }

    /**
     * Microseconds since 1970-01-01T00:00Z.
     *
     * @throws UnfitValueException if the text does not follow the pattern to its end, or no such time exists
     */
    public long micros(String text) throws UnfitValueException {
        Reading reading = new Reading(text);
        for (char piece : pieces) {
            if (piece < DIRECTIVE || piece > DIRECTIVE + 'z') {
                reading.literal(piece);
            } else {
                reading.directive((char) (piece - DIRECTIVE));
            }
        }
        long micros = reading.micros();
        if (micros == UNREADABLE) {
            throw UnfitValueException.of(text, "is not a time of the form " + pattern);
        }
        return micros;
    }

    /** One text being read; where it does not fit, everything after is ignored. */
    private static final class Reading {
        private final String text;
        private int at;
        private boolean fits = true;
        private int year = 1970;
        private int month = 1;
        private int day = 1;
        private int dayOfYear;
        private int hour;
        private int minute;
        private int second;
        private long micros;
        private boolean afternoon;
        private boolean twelve;
        private String zone = "Z";
        private long epoch = UNREADABLE;

        Reading(String text) {
            this.text = text;
        }

        void literal(char letter) {
            if (letter == ' ') {
                while (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
            } else if (at < text.length() && text.charAt(at) == letter) {
                at++;
            } else {
                fits = false;
            }
        }

        void directive(char letter) {
            switch (letter) {
                case 'Y' -> year = number(4);
                case 'y' -> year = century(number(2));
                case 'm' -> month = number(2);
                case 'b', 'B' -> month = month(word());
                case 'd' -> day = number(2);
                case 'e' -> day = padded();
                case 'j' -> dayOfYear = number(3);
                case 'H' -> hour = number(2);
                case 'k' -> hour = padded();
                case 'I' -> hour = ofTwelve(number(2));
                case 'l' -> hour = ofTwelve(padded());
                case 'M' -> minute = number(2);
                case 'S' -> second = number(2);
                case 'f' -> micros = fraction();
                case 'p' -> afternoon = half(word());
                case 'z', 'Z' -> zone = zone();
                case 's' -> epoch = longNumber(12) * SECOND;
                default -> word();
            }
        }

        long micros() {
            if (!fits || at != text.length()) {
                return UNREADABLE;
            }
            if (epoch != UNREADABLE) {
                return epoch + micros;
            }
            int clock = twelve ? hour % 12 + (afternoon ? 12 : 0) : hour;
            long local = dayOfYear > 0
                    ? Calendar.micros(year, 1, 1, clock, minute, second) + (dayOfYear - 1) * DAY
                    : Calendar.micros(year, month, day, clock, minute, second);
            return local < UNREADABLE / 2 ? UNREADABLE : WrittenTime.inZone(local + micros, zone);
        }

        private int number(int digits) {
            return (int) longNumber(digits);
        }

        private long longNumber(int digits) {
            int from = at;
            long value = 0;
            while (at < text.length() && at < from + digits && Character.digit(text.charAt(at), 10) >= 0) {
                value = value * 10 + Character.digit(text.charAt(at++), 10);
            }
            fits &= at > from;
            return value;
        }

        private int padded() {
            literal(' ');
            return number(2);
        }

        private int ofTwelve(int value) {
            twelve = true;
            fits &= value >= 1 && value <= 12;
            return value;
        }

        private long fraction() {
            int from = at;
            long value = 0;
            long unit = SECOND;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                unit /= 10;
                value += unit * (text.charAt(at++) - '0');
            }
            fits &= at > from;
            return value;
        }

        private String word() {
            int from = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            fits &= at > from;
            return text.substring(from, at);
        }

        private String zone() {
            int from = at;
            while (at < text.length() && text.charAt(at) != ' ' && text.charAt(at) != ']') {
                at++;
            }
            fits &= at > from;
            return text.substring(from, at);
        }

        private boolean half(String name) {
            fits &= name.equalsIgnoreCase("am") || name.equalsIgnoreCase("pm");
            return name.equalsIgnoreCase("pm");
        }

        private int month(String name) {
            int found = name.length() < 3 ? 0 : Calendar.month(name.getBytes(StandardCharsets.US_ASCII), 0);
            fits &= found > 0 && FULL_MONTHS.contains(" " + name.toLowerCase(Locale.ROOT));
            return found;
        }

        private static int century(int year) {
            return year < 69 ? 2000 + year : 1900 + year;
        }

        private static final String FULL_MONTHS =
                " january february march april may june july august september october november december";
    }
}
