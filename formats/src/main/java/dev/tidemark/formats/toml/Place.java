package dev.tidemark.formats.toml;

import java.util.Comparator;

/**
 * A line of a document.
 *
 * @param file as a user would write it
 * @param line from 1 on
 */
public record Place(String file, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
