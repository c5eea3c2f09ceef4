package dev.tidemark.formats.record;

import java.util.Arrays;
import java.util.List;

/** Which wanted field each place of a line is; -1 where none is wanted. */
final class Targets {
    private Targets() {}

    static int[] of(List<String> names, List<String> wanted) {
        int[] targets = new int[names.size()];
        Arrays.fill(targets, -1);
        for (int place = 0; place < targets.length; place++) {
            // Of a name that is there twice the last place counts.
            if (names.lastIndexOf(names.get(place)) == place) {
                targets[place] = wanted.indexOf(names.get(place));
            }
        }
        return targets;
    }
}
