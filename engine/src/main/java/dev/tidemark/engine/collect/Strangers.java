package dev.tidemark.engine.collect;

import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rows that would be replaced though they were read of another artifact, which lay in the same place once. */
final class Strangers implements AccountVisitor {
    private final Places places;
    private final Range range;
    private final Set<String> gone = new HashSet<>();
    private @Nullable ArtifactRows found;

    /** @param range whose rows are replaced of artifacts without a time */
    Strangers(Places places, Range range) {
        this.places = places;
        this.range = range;
    }

    @Override
    public void stored(ArtifactRows rows) {
        boolean stranger = rows.rows().stored() > 0 && !places.isOf(rows) && !gone.contains(rows.location());
        if (stranger && isReplaced(rows)) {
            found = rows;
        }
    }

    /** An artifact holds no rows that happened after it last changed. */
    private boolean isReplaced(ArtifactRows rows) {
        boolean mayBeInRange =
                rows.mark().map(mark -> !mark.time().isBefore(range.from())).orElse(true);
        return places.isTimed(rows.location()) || (places.isTimeless(rows.location()) && mayBeInRange);
    }

    @Override
    public void replaced(Replaced replaced) {
        if (replaced.rows().equals(Range.ALL)) {
            gone.addAll(replaced.locations());
        }
    }

    Optional<ArtifactRows> any() {
        return Optional.ofNullable(found);
    }
}
