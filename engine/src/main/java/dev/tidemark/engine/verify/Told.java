package dev.tidemark.engine.verify;

import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.function.Consumer;

/** Is told what was stored, whether or not it was taken back later. */
record Told(Consumer<ArtifactRows> visitor) implements AccountVisitor {
    static Told of(Consumer<ArtifactRows> visitor) {
        return new Told(visitor);
    }

    @Override
    public void stored(ArtifactRows rows) {
        visitor.accept(rows);
    }

    @Override
    public void replaced(Replaced replaced) {}
}
