package dev.tidemark.formats.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomlj.TomlPosition;

/** A document that was rewritten for the parser, and where each of its characters was before. One thread. */
final class Rewritten {
    private final SortedMap<Integer, String> broken = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    /** Lines of the original, one for each code point of the text. */
    private final List<Integer> lines = new ArrayList<>();
    /** Where the lines of the text begin, in code points. */
    private final List<Integer> begins = new ArrayList<>(List.of(0));

    /** Something that is wrong on a line of the original. */
    void broken(int at, String reason) {
        broken.put(at, reason);
    }

    /** What is wrong, by lines of the original. */
    SortedMap<Integer, String> broken() {
        return broken;
    }

    /** @param line that it is on in the original; what follows a line feed in it is on the next one */
    void add(CharSequence more, int line) {
        int[] at = {line};
        more.codePoints().forEach(character -> {
            text.appendCodePoint(character);
            lines.add(at[0]);
            if (character == '\n') {
                begins.add(lines.size());
                at[0]++;
            }
        });
    }

    /** The line of the original that a place of the text comes from. */
    int line(TomlPosition position) {
        int line = Math.min(position.line(), begins.size());
        int at = Math.min(begins.get(line - 1) + position.column() - 1, lines.size() - 1);
        return at < 0 ? position.line() : lines.get(at);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
