package dev.tidemark.formats.expression;

import dev.tidemark.formats.value.UnfitValueException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a function is given. */
final class Arguments {
    private final @Nullable Value[] values;

    Arguments(@Nullable Value[] values) {
        this.values = values;
    }

    int count() {
        return values.length;
    }

    @Nullable
    Value find(int place) {
        return values[place];
    }

    /** One that is not null. */
    Value value(int place) {
        return Objects.requireNonNull(values[place]);
    }

    Value.Text slice(int place) {
        return Casts.text(value(place));
    }

    String text(int place) {
        return value(place).toString();
    }

    String text(int place, String fallback) {
        return place < values.length ? text(place) : fallback;
    }

    long whole(int place) throws UnfitValueException {
        return Casts.whole(value(place));
    }

    long whole(int place, long fallback) throws UnfitValueException {
        return place < values.length ? whole(place) : fallback;
    }
}
