package dev.tidemark.formats.toml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What someone may have meant by a name that does not exist. */
public final class Nearest {
    private static final int FEW = 12;

    private Nearest() {}

    /** The valid name that is fewest edits away, if it is near enough to be a slip of the pen. */
    public static Optional<String> of(String wrong, Collection<String> valid) {
        int limit = Math.max(1, wrong.length() / 3);
        return valid.stream()
                .filter(name -> distance(wrong, name) <= limit)
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message about a wrong name: the nearest one, else all if they are few. */
    public static String hint(String wrong, Collection<String> valid) {
        return of(wrong, valid)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> valid.isEmpty() || valid.size() > FEW ? "" : "; valid: " + list(valid));
    }

    private static String list(Collection<String> names) {
        return new TreeSet<>(names).stream().collect(Collectors.joining(", "));
    }

    /** Letters to insert, delete, replace or swap with their neighbour; case does not matter. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, i, b, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edits(int[][] edits, String a, int i, String b, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
