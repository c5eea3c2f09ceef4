package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where artifacts lie, and lay whenever something was stored of them: their rows are found by that. */
final class Places implements AccountVisitor {
    private record Key(String stream, String id) {}

    /** Whether an artifact has a time. */
    private final Map<Key, Boolean> timed = new HashMap<>();

    private final Set<String> ofTimed = new HashSet<>();
    private final Set<String> ofTimeless = new HashSet<>();

    Places(Collection<Artifact> artifacts) {
        for (Artifact artifact : artifacts) {
            boolean hasTime = artifact.period().granularity() != Granularity.UNKNOWN;
            timed.put(new Key(artifact.stream(), artifact.id()), hasTime);
            (hasTime ? ofTimed : ofTimeless).add(artifact.location());
        }
    }

    @Override
    public void stored(ArtifactRows rows) {
        Boolean hasTime = timed.get(new Key(rows.stream(), rows.id()));
        if (hasTime != null) {
            (hasTime ? ofTimed : ofTimeless).add(rows.location());
        }
    }

    @Override
    public void replaced(Replaced replaced) {}

    boolean isOf(ArtifactRows rows) {
        return timed.containsKey(new Key(rows.stream(), rows.id()));
    }

    /** Whether artifacts with a time lie, or lay, there. */
    boolean isTimed(String location) {
        return ofTimed.contains(location);
    }

    boolean isTimeless(String location) {
        return ofTimeless.contains(location);
    }

    /** All rows of the artifacts with a time, and the rows in a range of those without. */
    List<Replaced> replaced(Range range) {
        return Stream.of(Replaced.all(ofTimed), new Replaced(ofTimeless, range))
                .filter(each -> !each.locations().isEmpty())
                .toList();
    }
}
