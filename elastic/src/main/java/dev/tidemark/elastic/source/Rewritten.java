package dev.tidemark.elastic.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells documents that were written again and are rows already from new ones, in modes that find them again by what they
 * hold. What earlier runs read is looked up among the rows. What this run read may be no row yet, and is remembered, as
 * much of it as a run reads before it is published. One thread.
 *
 * <p>Where each version is a row, nothing is.
 */
final class Rewritten {
    /** How many documents of a run are remembered. */
    private static final int MOST = 100_000;

    private final NamedIndex index;
    private final Set<Long> given = new LinkedHashSet<>();
    private final Hashes hashes = new Hashes();
    private boolean known;

    Rewritten(NamedIndex index) {
        this.index = index;
    }

    /**
     * A run begins.
     *
     * @param isKnown whether an earlier one read anything of the index
     */
    void begin(boolean isKnown) {
        given.clear();
        known = isKnown;
    }

    /**
     * Those of some documents that are no rows yet.
     *
     * @throws IOException if the rows cannot be looked up now
     */
    List<Hit> fresh(List<Hit> hits) throws IOException {
        if (index.settings().identity() == RowIdentity.VERSION) {
            return hits;
        }
        Set<String> again = new HashSet<>();
        hits.stream().filter(hit -> hit.version() > 1).map(this::row).forEach(again::add);
        Set<String> rows =
                new HashSet<>(known && !again.isEmpty() ? index.rows().present(again) : Set.of());
        again.stream().filter(row -> given.contains(hashes.of(row))).forEach(rows::add);
        List<Hit> fresh = new ArrayList<>();
        for (Hit hit : hits) {
            String row = row(hit);
            if (!rows.contains(row)) {
                fresh.add(hit);
                given.add(hashes.of(row));
            }
        }
        forget();
        return fresh;
    }

    private String row(Hit hit) {
        return index.settings().identity().of(index.uuid(), hit);
    }

    private void forget() {
        Iterator<Long> oldest = given.iterator();
        for (int left = given.size(); left > MOST; left--) {
            oldest.next();
            oldest.remove();
        }
    }
}
