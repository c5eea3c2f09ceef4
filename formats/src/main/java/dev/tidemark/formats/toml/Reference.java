package dev.tidemark.formats.toml;

import java.util.List;

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
            case DEFAULTED -> key.fallback() instanceof String text ? "`\"" + text + "\"`" : "`" + key.fallback() + "`";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
