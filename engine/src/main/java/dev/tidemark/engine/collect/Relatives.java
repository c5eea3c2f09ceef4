package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import dev.tidemark.engine.commit.Ledger;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be read together: all artifacts of which there are rows from the same places. For a file that never moved
 * that is the file alone; for a log that is rotated by name, its generations.
 */
final class Relatives {
    /** An artifact. */
    record Key(String stream, String id) {
        static Key of(Artifact artifact) {
            return new Key(artifact.stream(), artifact.id());
        }
    }

    /** Artifacts, the places of their rows, and what was wished of them. */
    record Group(Set<Key> keys, Set<String> locations, Set<Recollection.Wish> wishes) {}

    private final Map<Key, Set<String>> locations = new HashMap<>();
    private final Map<String, Set<Key>> keys = new HashMap<>();
    private final Set<Key> elsewhere = new HashSet<>();
    private final Set<Recollection.Wish> wishes;

    private Relatives(Set<Recollection.Wish> wishes) {
        this.wishes = wishes;
        for (Recollection.Wish wish : wishes) {
            add(new Key(wish.stream(), wish.id()), wish.location());
        }
    }

    static Relatives of(Ledger ledger, Set<Recollection.Wish> wishes) throws IOException {
        Relatives relatives = new Relatives(wishes);
        int before;
        do {
            before = relatives.size();
            ledger.accounts(relatives.new Search());
        } while (relatives.size() > before);
        return relatives;
    }

    /** Each artifact in one. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        Set<Key> done = new HashSet<>();
        for (Recollection.Wish wish : wishes) {
            Key key = new Key(wish.stream(), wish.id());
            if (!done.contains(key)) {
                Group group = group(key);
                groups.add(group);
                done.addAll(group.keys());
            }
        }
        return groups;
    }

    /**
     * Why a group must not be read again, empty if it may: of what another collector has read there are no rows, and
     * reading it again would bring them in, beside those that are elsewhere.
     */
    Optional<String> elsewhere(Group group) {
        return group.keys().stream()
                .filter(elsewhere::contains)
                .findFirst()
                .map(key -> "another collector has read " + key.id()
                        + " before its position was taken over, and reading"
                        + " it again would store those rows, too; 'tidemark collect --overwrite' does, for a range");
    }

    Set<Key> keys() {
        return locations.keySet();
    }

    private Group group(Key first) {
        Set<Key> together = new LinkedHashSet<>(List.of(first));
        Set<String> places = new LinkedHashSet<>();
        Deque<Key> left = new ArrayDeque<>(together);
        while (!left.isEmpty()) {
            for (String place : locations.getOrDefault(left.pop(), Set.of())) {
                places.add(place);
                for (Key key : keys.getOrDefault(place, Set.of())) {
                    if (together.add(key)) {
                        left.add(key);
                    }
                }
            }
        }
        Set<Recollection.Wish> wished = new LinkedHashSet<>(wishes);
        wished.removeIf(wish -> !together.contains(new Key(wish.stream(), wish.id())));
        return new Group(together, places, wished);
    }

    private int size() {
        return sum(locations.values()) + sum(keys.values());
    }

    private static int sum(Collection<? extends Set<?>> sets) {
        return sets.stream().mapToInt(Set::size).sum();
    }

    private void add(Key key, String location) {
        locations.computeIfAbsent(key, any -> new HashSet<>()).add(location);
        keys.computeIfAbsent(location, any -> new HashSet<>()).add(key);
    }

    private final class Search implements AccountVisitor {
        private final Set<String> gone = new HashSet<>();

        @Override
        public void stored(ArtifactRows rows) {
            Key key = new Key(rows.stream(), rows.id());
            Set<String> known = locations.get(key);
            if (rows.isElsewhere() && known != null && Collections.disjoint(known, gone)) {
                elsewhere.add(key);
            }
            boolean related = locations.containsKey(key) || keys.containsKey(rows.location());
            if (related && rows.rows().stored() > 0 && !gone.contains(rows.location())) {
                add(key, rows.location());
            }
        }

        @Override
        public void replaced(Replaced replaced) {
            if (replaced.rows().equals(Range.ALL)) {
                gone.addAll(replaced.locations());
            }
        }
    }
}
