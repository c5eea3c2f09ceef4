package dev.tidemark.elastic.source;

import dev.tidemark.api.RowLookup;
import java.util.HashSet;
import java.util.Set;

/** Rows that are there, and which of them somebody asked for. */
final class PublishedRows implements RowLookup {
    final Set<String> rows = new HashSet<>();
    final Set<String> asked = new HashSet<>();

    @Override
    public Set<String> present(Set<String> ids) {
        asked.addAll(ids);
        Set<String> present = new HashSet<>(ids);
        present.retainAll(rows);
        return present;
    }
}
