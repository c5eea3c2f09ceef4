package dev.tidemark.engine.collect;

import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** Finds the groups that claims have changed. */
record Touched(Collection<Relatives.Group> groups, Set<Relatives.Group> changed) implements AccountVisitor {
    @Override
    public void stored(ArtifactRows rows) {
        Relatives.Key key = new Relatives.Key(rows.stream(), rows.id());
        for (Relatives.Group group : groups) {
            if (group.keys().contains(key) || group.locations().contains(rows.location())) {
                changed.add(group);
            }
        }
    }

    @Override
    public void replaced(Replaced replaced) {
        for (Relatives.Group group : groups) {
            if (!Collections.disjoint(group.locations(), replaced.locations())) {
                changed.add(group);
            }
        }
    }
}
