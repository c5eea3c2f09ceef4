package dev.tidemark.formats.toml;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Describes keys to people, from the same declarations that read them. */
public final class Reference {
    private Reference() {}

    /** A table in Markdown, one line for each key in the given order. */
    public static String of(List<? extends Key<?>> keys) {
        StringBuilder text = new StringBuilder("| key | value | default | meaning |\n|---|---|---|---|\n");
        for (Key<?> key : keys) {
            text.append("| `")
                    .append(key.name())
                    .append("` | ")
                    .append(cell(key.kind().title()));
            text.append(" | ").append(cell(fallback(key)));
            text.append(" | ").append(cell(key.description())).append(" |\n");
        }
        return text.toString();
    }

    private static String fallback(Key<?> key) {
        return switch (key.presence()) {
            case REQUIRED -> "**required**";
            case OPTIONAL -> "";
            case DEFAULTED -> "`" + written(Objects.requireNonNull(key.fallback())) + "`";
        };
    }

    /** The value as a document would say it. */
    private static String written(Object value) {
        return switch (value) {
            case String text -> '"' + text + '"';
            case Duration span -> '"' + Spans.text(span) + '"';
            case Enum<?> constant -> '"' + constant.name().toLowerCase(Locale.ROOT) + '"';
            case List<?> list -> list.stream().map(Reference::written).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
