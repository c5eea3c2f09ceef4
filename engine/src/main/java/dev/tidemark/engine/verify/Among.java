package dev.tidemark.engine.verify;

import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.Map;

/** Passes on what was stored of some places, and names them. */
record Among(HashSlots places, AccountVisitor visitor, Map<String, ArtifactRows> found) implements AccountVisitor {
    @Override
    public void stored(ArtifactRows rows) {
        if (places.contains(Hash.of(rows.location()))) {
            found.putIfAbsent(rows.location(), rows);
            visitor.stored(rows);
        }
    }

    @Override
    public void replaced(Replaced replaced) {
        visitor.replaced(replaced);
    }
}
