package dev.tidemark.api.state;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** Items by id, as an immutable value that stays small and quick with millions of them. */
public final class Marks {
    public static final Marks NONE = new Marks(Map.of());

    private final Map<String, Mark> marks;
    private final Instant earliest;
    private final Instant latest;

    private Marks(Map<String, Mark> marks) {
        this.marks = marks;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (Mark mark : marks.values()) {
            first = mark.time().isBefore(first) ? mark.time() : first;
            last = mark.time().isAfter(last) ? mark.time() : last;
        }
        earliest = first;
        latest = last;
    }

    public static Marks of(Map<String, Mark> marks) {
        return marks.isEmpty() ? NONE : new Marks(Map.copyOf(marks));
    }

    /** Collects marks; one thread. */
    public static final class Builder {
        private final Map<String, Mark> marks = new TreeMap<>();

        private Builder() {}

        /** @throws IllegalArgumentException if the id is there already */
        public Builder add(String id, Mark mark) {
            if (marks.putIfAbsent(id, mark) != null) {
                throw new IllegalArgumentException("'" + id + "' is there twice");
            }
            return this;
        }

        public Marks build() {
            return of(marks);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return marks.size();
    }

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** {@link Instant#MAX} if there are none. */
    Instant earliest() {
        return earliest;
    }

    public Optional<Mark> find(String id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** These with others added; of an id in both, the other's mark. */
    public Marks with(Map<String, Mark> others) {
        return with(of(others));
    }

    /** These with others added; of an id in both, the other's mark. */
    public Marks with(Marks others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        Map<String, Mark> all = new TreeMap<>(marks);
        all.putAll(others.marks);
        return of(all);
    }

    /** These, each with the newer mark if there is one. */
    Marks updated(Marks newer) {
        Map<String, Mark> changed = new HashMap<>();
        if (!isEmpty()) {
            newer.forEach(
                    (id, mark) -> find(id).filter(old -> !old.equals(mark)).ifPresent(old -> changed.put(id, mark)));
        }
        return changed.isEmpty() ? this : with(changed);
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
        Map<String, Mark> kept = new TreeMap<>(marks);
        kept.entrySet().removeIf(entry -> !condition.test(entry.getKey(), entry.getValue()));
        return of(kept);
    }

    /** Visits every mark, in no particular order. */
    public void forEach(BiConsumer<String, Mark> visitor) {
        marks.forEach(visitor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks those && marks.equals(those.marks);
    }

    @Override
    public int hashCode() {
        return marks.hashCode();
    }

    @Override
    public String toString() {
        return marks.keySet().toString();
    }
}
