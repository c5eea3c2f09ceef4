package dev.tidemark.engine.collect;

import dev.tidemark.api.Replaced;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How far artifacts were read by what claims stored of them: of those too whose time is closed, which the state has
 * forgotten by name. One thread.
 */
public final class Recorded implements AccountVisitor {
    private final Predicate<ArtifactRows> wanted;
    private final Map<String, Marks.Builder> building = new HashMap<>();
    private final Map<String, Marks> built = new HashMap<>();

    /** @param wanted those that are kept in memory */
    public Recorded(Predicate<ArtifactRows> wanted) {
        this.wanted = wanted;
    }

    /** The newest mark comes first. */
    @Override
    public void stored(ArtifactRows rows) {
        Optional<Mark> mark = rows.mark();
        if (mark.isPresent() && wanted.test(rows)) {
            building.computeIfAbsent(rows.stream(), stream -> Marks.builder()).addIfAbsent(rows.id(), mark.get());
        }
    }

    @Override
    public void replaced(Replaced replaced) {}

    /** What is recorded of a stream. Once it was asked for, nothing more can be told of it. */
    public Marks marks(String stream) {
        return built.computeIfAbsent(stream, name -> {
            Marks.Builder marks = building.remove(name);
            return marks == null ? Marks.NONE : marks.build();
        });
    }
}
