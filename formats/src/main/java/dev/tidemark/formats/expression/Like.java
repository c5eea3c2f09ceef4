package dev.tidemark.formats.expression;

/** SQL's LIKE: {@code %} stands for any characters, {@code _} for one. */
final class Like {
    private Like() {}

    static boolean matches(String text, String pattern) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length()) {
            char wanted = in < pattern.length() ? pattern.charAt(in) : 0;
            if (in < pattern.length() && wanted == '%') {
                star = in++;
                retry = at;
            } else if (in < pattern.length() && (wanted == '_' || wanted == text.charAt(at))) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (in < pattern.length() && pattern.charAt(in) == '%') {
            in++;
        }
        return in == pattern.length();
    }
}
