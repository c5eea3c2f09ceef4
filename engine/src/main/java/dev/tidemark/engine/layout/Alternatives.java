package dev.tidemark.engine.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A layout without its optional parts: one text for each way to have or not to have them.
 *
 * <p>{@code (…)?} and {@code (?:…)?} are optional, inside one another too; of the alternatives those with an earlier
 * part come first. A bare {@code .} becomes a dot; with a quantifier it keeps its meaning, as everything else does.
 */
final class Alternatives {
    private static final int MOST = 1024;

    private final String layout;

    private Alternatives(String layout) {
        this.layout = layout;
    }

    /** @throws IllegalArgumentException if there are too many */
    static List<String> of(String layout, Map<String, String> patterns) {
        return new Alternatives(layout).expand(inlined(layout, patterns));
    }

    /** Splits an alternative where a {@code /} separates segments, not where it is part of a group or class. */
    static List<String> segments(String alternative) {
        List<String> segments = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < alternative.length(); at = Syntax.after(alternative, at)) {
            switch (alternative.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '/' -> {
                    if (depth == 0) {
                        segments.add(alternative.substring(from, at));
                        from = at + 1;
                    }
                }
                default -> {}
            }
        }
        segments.add(alternative.substring(from));
        segments.removeIf(String::isEmpty);
        return segments;
    }

    private List<String> expand(String text) {
        List<String> heads = List.of("");
        int at = 0;
        while (at < text.length()) {
            int close = text.charAt(at) == '(' ? Syntax.optionalEnd(text, at) : -1;
            if (close < 0) {
                int next = Syntax.after(text, at);
                String piece = piece(text, at, next);
                heads = heads.stream().map(head -> head + piece).toList();
                at = next;
            } else {
                heads = branch(heads, expand(Syntax.content(text, at, close)));
                at = close + 2;
            }
        }
        return heads;
    }

    private List<String> branch(List<String> heads, List<String> variants) {
        List<String> all = new ArrayList<>();
        for (String head : heads) {
            variants.forEach(variant -> all.add(head + (variant.contains("|") ? "(?:" + variant + ")" : variant)));
            all.add(head);
        }
        if (all.size() > MOST) {
            throw new IllegalArgumentException("the layout '" + layout + "' has more than " + MOST
                    + " alternatives: use fewer optional parts, or several sources");
        }
        return all;
    }

    private static String piece(String text, int at, int next) {
        String piece = text.substring(at, next);
        if (piece.equals("\\/")) {
            return "/";
        }
        return piece.equals(".") && !Syntax.quantified(text, next) ? "\\." : piece;
    }

    /** A pattern of the user that spans segments is written out, so that they can be told apart. */
    private static String inlined(String layout, Map<String, String> patterns) {
        String text = layout;
        for (int round = 0; round < patterns.size(); round++) {
            for (Map.Entry<String, String> pattern : patterns.entrySet()) {
                if (pattern.getValue().contains("/") && !pattern.getValue().contains("|")) {
                    text = text.replace("%{" + pattern.getKey() + "}", pattern.getValue());
                }
            }
        }
        return text;
    }
}
