package dev.tidemark.formats.table;

import dev.tidemark.formats.toml.Kind;
import java.util.Map;

/** How the source fields of a table are named after its columns, where the columns do not say. */
enum Naming {
    SAME,
    CAMEL_CASE,
    KEBAB_CASE;

    private static final Map<String, Naming> BY_NAME =
            Map.of("same", SAME, "camelCase", CAMEL_CASE, "kebab-case", KEBAB_CASE);

    static final Kind<Naming> KIND = Kind.choice(BY_NAME);

    String field(String column) {
        return switch (this) {
            case SAME -> column;
            case KEBAB_CASE -> column.replace('_', '-');
            case CAMEL_CASE -> camelCase(column);
        };
    }

    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            boolean first = name.isEmpty() || word.isEmpty();
            name.append(first ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    @Override
    public String toString() {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue() == this)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
