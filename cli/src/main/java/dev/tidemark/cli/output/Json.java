package dev.tidemark.cli.output;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON on one line. */
public final class Json {
    /** Text that is JSON already. */
    public record Raw(String json) {
        @Override
        public String toString() {
            return json;
        }
    }

    private Json() {}

    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    static void append(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Raw raw -> out.append(raw.json);
            case Number number -> number(out, number);
            case Boolean flag -> out.append(flag);
            case Map<?, ?> map -> object(out, map);
            case Collection<?> list -> list(out, list);
            case LocalDateTime time -> text(out, DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            case OffsetDateTime time -> text(out, time.toInstant().toString());
            default -> text(out, value.toString());
        }
    }

    /** JSON has no NaN and no infinity: they become texts. */
    private static void number(StringBuilder out, Number number) {
        if (Double.isFinite(number.doubleValue()) || number instanceof BigDecimal || number instanceof BigInteger) {
            out.append(number);
        } else {
            text(out, number.toString());
        }
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(comma);
            text(out, String.valueOf(entry.getKey()));
            append(out.append(':'), entry.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private static void list(StringBuilder out, Collection<?> list) {
        out.append('[');
        for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
            append(out, each.next());
            out.append(each.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
