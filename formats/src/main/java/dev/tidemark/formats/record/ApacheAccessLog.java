package dev.tidemark.formats.record;

/**
 * Lines as Apache's HTTP server writes them.
 *
 * @param layout the value of Apache's {@code LogFormat}; empty for lines of {@link #COMBINED} and {@link #COMMON},
 *     of which the user agent may be cut short: real logs hold such lines. A time is the field {@code timestamp}, without
 *     the brackets that {@code %t} writes around it
 */
public record ApacheAccessLog(String layout) implements FormatOptions {
    public static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
    public static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-agent}i\"";
}
