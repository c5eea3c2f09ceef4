package dev.tidemark.formats.record;

/** What all layouts of lines have in common. */
final class LineLayout {
    private LineLayout() {}

    static void check(String layout) {
        if (layout.isBlank()) {
            throw new IllegalArgumentException("layout is empty; say how a line is made up");
        }
        if (layout.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("layout has several lines; it describes a single one");
        }
    }
}
