package dev.tidemark.elastic.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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

    private static final int LEAST = 1000;

    private final NamedIndex index;
    private final Hashes hashes = new Hashes();
    /** What this run read, the last of it; a ring once it is as long as it may be. */
    private long[] given = new long[0];

    private int count;
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
        given = new long[0];
        count = 0;
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
        rows.addAll(given(again));
        List<Hit> fresh = new ArrayList<>();
        for (Hit hit : hits) {
            String row = row(hit);
            if (!rows.contains(row)) {
                fresh.add(hit);
                give(hashes.of(row));
            }
        }
        return fresh;
    }

    private String row(Hit hit) {
        return index.settings().identity().of(index.uuid(), hit);
    }

    /** Those of some rows that this run read. */
    private Set<String> given(Set<String> again) {
        if (again.isEmpty()) {
            return Set.of();
        }
        Map<Long, String> named = new HashMap<>();
        again.forEach(row -> named.put(hashes.of(row), row));
        return Arrays.stream(given, 0, Math.min(count, given.length))
                .mapToObj(named::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void give(long hash) {
        if (count >= given.length && given.length < MOST) {
            given = Arrays.copyOf(given, Math.clamp(2L * given.length, LEAST, MOST));
        }
        given[count % given.length] = hash;
        count = count + 1 < 2 * MOST ? count + 1 : MOST; // it goes on at the same place
    }
}
