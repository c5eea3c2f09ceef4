package dev.tidemark.api.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Items by id, as an immutable value that stays small and quick with millions of them.
 *
 * <p>What was added last lies in a small map over a compact table of everything else; the table is made anew when the
 * map has grown to a part of it, so that adding costs the same however many there are.
 */
public final class Marks {
    public static final Marks NONE = new Marks(new MarkTable(), new TreeMap<>(), 0, Instant.MAX, Instant.MIN);
    private static final int FEW = 4096;
    private static final int SHARE = 8;

    private final MarkTable table;
    private final SortedMap<String, Mark> recent;
    private final int size;
    private final Instant earliest;
    private final Instant latest;

    private Marks(MarkTable table, SortedMap<String, Mark> recent, int size, Instant earliest, Instant latest) {
        this.table = table;
        this.recent = recent;
        this.size = size;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** Collects marks; one thread. */
    public static final class Builder {
        private final TreeMap<String, Mark> few = new TreeMap<>();
        private @Nullable MarkTable table;
        private Instant earliest = Instant.MAX;
        private Instant latest = Instant.MIN;

        private Builder() {}

        /** @throws IllegalArgumentException if the id is there already */
        public Builder add(String id, Mark mark) {
            if (!addIfAbsent(id, mark)) {
                throw new IllegalArgumentException("'" + id + "' is there twice");
            }
            return this;
        }

        /** Whether the id was not there; if it was, nothing changes. */
        public boolean addIfAbsent(String id, Mark mark) {
            boolean added = table == null ? few.putIfAbsent(id, mark) == null : table.add(id, mark);
            if (!added) {
                return false;
            }
            earliest = min(earliest, mark.time());
            latest = max(latest, mark.time());
            if (few.size() > FEW) {
                MarkTable many = new MarkTable();
                few.forEach(many::add);
                few.clear();
                table = many;
            }
            return true;
        }

        /** The builder cannot be used any more. */
        public Marks build() {
            if (table == null) {
                return few.isEmpty() ? NONE : new Marks(NONE.table, few, few.size(), earliest, latest);
            }
            return new Marks(table, few, table.count(), earliest, latest);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public static Marks of(Map<String, Mark> marks) {
        return NONE.with(marks);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Not after the time of any of them. */
    Instant earliest() {
        return earliest;
    }

    public Optional<Mark> find(String id) {
        Mark mark = recent.get(id);
        return mark != null || table.count() == 0 ? Optional.ofNullable(mark) : table.find(id);
    }

    /** These with others added; of an id in both, the other's mark. */
    public Marks with(Map<String, Mark> others) {
        if (others.isEmpty()) {
            return this;
        }
        TreeMap<String, Mark> added = new TreeMap<>(recent);
        int sum = size;
        Instant first = earliest;
        Instant last = latest;
        for (Map.Entry<String, Mark> other : others.entrySet()) {
            sum += find(other.getKey()).isPresent() ? 0 : 1;
            added.put(other.getKey(), other.getValue());
            first = min(first, other.getValue().time());
            last = max(last, other.getValue().time());
        }
        return new Marks(table, added, sum, first, last).settled();
    }

    private Marks settled() {
        if (recent.size() <= FEW || recent.size() <= table.count() / SHARE) {
            return this;
        }
        Builder all = builder();
        forEach(all::add);
        return all.build();
    }

    /** These with others added; of an id in both, the other's mark. */
    public Marks with(Marks others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        Map<String, Mark> added = new HashMap<>();
        if (size > others.size) {
            others.forEach(added::put);
            return with(added);
        }
        forEach((id, mark) -> {
            if (others.find(id).isEmpty()) {
                added.put(id, mark);
            }
        });
        return others.with(added);
    }

    /** These, each with the newer mark if there is one. */
    Marks updated(Marks newer) {
        Map<String, Mark> changed = new HashMap<>();
        if (!isEmpty()) {
            newer.forEach(
                    (id, mark) -> find(id).filter(old -> !old.equals(mark)).ifPresent(old -> changed.put(id, mark)));
        }
        return with(changed);
    }

    /** Those with a time at or after one. */
    Marks from(Instant time) {
        if (isEmpty() || !earliest.isBefore(time)) {
            return this;
        }
        return latest.isBefore(time) ? NONE : where((id, mark) -> !mark.time().isBefore(time));
    }

    /** Those with a time before one. */
    Marks before(Instant time) {
        if (isEmpty() || latest.isBefore(time)) {
            return this;
        }
        return earliest.isBefore(time) ? where((id, mark) -> mark.time().isBefore(time)) : NONE;
    }

    /** Those that a condition holds for. */
    public Marks where(BiPredicate<String, Mark> condition) {
        Builder kept = builder();
        forEach((id, mark) -> {
            if (condition.test(id, mark)) {
                kept.add(id, mark);
            }
        });
        return kept.build();
    }

    /** Visits every mark, in no particular order; equal marks made in the same way, in the same order. */
    public void forEach(BiConsumer<String, Mark> visitor) {
        table.forEach((id, mark) -> {
            if (recent.isEmpty() || !recent.containsKey(id)) {
                visitor.accept(id, mark);
            }
        });
        recent.forEach(visitor);
    }

    @Override
    public boolean equals(Object other) {
        if (other == this) {
            return true;
        }
        if (!(other instanceof Marks those) || size != those.size) {
            return false;
        }
        boolean[] same = {true};
        forEach((id, mark) ->
                same[0] = same[0] && those.find(id).filter(mark::equals).isPresent());
        return same[0];
    }

    @Override
    public int hashCode() {
        int[] sum = {0};
        forEach((id, mark) -> sum[0] += id.hashCode() ^ mark.hashCode());
        return sum[0];
    }

    @Override
    public String toString() {
        if (size > FEW) {
            return size + " ids";
        }
        StringBuilder text = new StringBuilder();
        forEach((id, mark) ->
                text.append(text.isEmpty() ? "" : ", ").append(id).append(" @ ").append(mark.time()));
        return "{" + text + "}";
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
