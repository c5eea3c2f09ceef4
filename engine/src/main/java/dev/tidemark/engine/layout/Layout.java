package dev.tidemark.engine.layout;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A {@code file_layout}: what a path below a source's base says about the artifact that lies there. Immutable.
 *
 * <p>The path has to begin as the layout does, and to end where the layout ends or to have a {@code /} there. Of
 * several alternatives the one whose time begins first in the path counts ({@code 2025/03} is a month of 2025, not a
 * team named 2025 in 2003), else the first that matches.
 */
public final class Layout {
    /** The layout of a source that has none: everything is an artifact, and nothing is said about it. */
    public static final Layout NONE = new Layout(List.of());

    private final List<Alternative> alternatives;

    private Layout(List<Alternative> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * Compiles a layout.
     *
     * @param patterns patterns that {@code %{NAME}} may refer to, besides and instead of the built-in ones
     * @throws IllegalArgumentException if it cannot be compiled; the message says what to change
     */
    public static Layout compile(String layout, Map<String, String> patterns) {
        if (layout.isBlank()) {
            throw new IllegalArgumentException("file_layout is empty: leave it out to collect every file");
        }
        return new Layout(Alternatives.of(layout, patterns).stream()
                .filter(text -> !Alternatives.segments(text).isEmpty())
                .map(text -> new Alternative(text, patterns))
                .toList());
    }

    /** What it says about a file. */
    public Place file(String path) {
        return best(alternative -> alternative.file(path));
    }

    /** What it says about a folder, and so about everything below. */
    public Place folder(String path) {
        int depth = 1 + (int) path.chars().filter(c -> c == '/').count();
        return best(alternative -> alternative.folder(path, depth));
    }

    private Place best(Function<Alternative, Place> asked) {
        if (alternatives.isEmpty()) {
            return new Place.Timeless(Map.of());
        }
        Place best = new Place.Outside();
        for (Alternative alternative : alternatives) {
            Place place = asked.apply(alternative);
            if (rank(place) > rank(best)) {
                best = place;
            }
        }
        return best;
    }

    private static int rank(Place place) {
        return switch (place) {
            case Place.Outside outside -> Integer.MIN_VALUE;
            case Place.Timeless timeless -> Integer.MIN_VALUE + 1;
            case Place.Impossible impossible -> Integer.MIN_VALUE + 2;
            case Place.Timed timed -> -timed.trunk().length();
        };
    }
}
