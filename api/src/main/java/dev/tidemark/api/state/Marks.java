package dev.tidemark.api.state;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/** Items by id, as an immutable value that stays small and quick with millions of them. */
public final class Marks {
    public static final Marks NONE = new Marks(Map.of());

    private final Map<String, Mark> marks;

    private Marks(Map<String, Mark> marks) {
        this.marks = marks;
    }

    public static Marks of(Map<String, Mark> marks) {
        return marks.isEmpty() ? NONE : new Marks(Map.copyOf(marks));
    }

    public int size() {
        return marks.size();
    }

    public Optional<Mark> find(String id) {
        return Optional.ofNullable(marks.get(id));
    }

    /** These with others added; of an id in both, the other's mark. */
    public Marks with(Map<String, Mark> others) {
        Map<String, Mark> all = new TreeMap<>(marks);
        all.putAll(others);
        return of(all);
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
