package dev.tidemark.engine.layout;

/** Where the elements of a layout begin and end. */
final class Syntax {
    private Syntax() {}

    /** The place after the element at {@code at}: an escape, a {@code %{…}}, a class, else a character. */
    static int after(String text, int at) {
        char c = text.charAt(at);
        if (c == '\\') {
            return Math.min(at + 2, text.length());
        }
        if (c == '%' && text.startsWith("%{", at)) {
            return past(text.indexOf('}', at), text);
        }
        return c == '[' ? classEnd(text, at) : at + 1;
    }

    /** The closing parenthesis of the optional part that begins at {@code at}, -1 if none begins there. */
    static int optionalEnd(String text, int at) {
        if (text.startsWith("(?", at) && !text.startsWith("(?:", at)) {
            return -1;
        }
        int close = close(text, at);
        boolean optional = close >= 0 && text.startsWith("?", close + 1);
        return optional && !quantified(text, close + 2) ? close : -1;
    }

    /** What is inside the parentheses of an optional part. */
    static String content(String text, int at, int close) {
        return text.substring(text.startsWith("(?:", at) ? at + 3 : at + 1, close);
    }

    /** Whether a quantifier begins at {@code at}. */
    static boolean quantified(String text, int at) {
        return at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0;
    }

    private static int close(String text, int open) {
        int depth = 0;
        for (int at = open; at < text.length(); at = after(text, at)) {
            if (text.charAt(at) == '(') {
                depth++;
            } else if (text.charAt(at) == ')' && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int classEnd(String text, int open) {
        int at = text.startsWith("[^", open) ? open + 2 : open + 1;
        // A bracket right after the opening one stands for itself.
        at = text.startsWith("]", at) ? at + 1 : at;
        while (at < text.length() && text.charAt(at) != ']') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at < text.length() ? at + 1 : text.length();
    }

    private static int past(int end, String text) {
        return end < 0 ? text.length() : end + 1;
    }
}
