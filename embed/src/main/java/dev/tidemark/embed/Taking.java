package dev.tidemark.embed;

import dev.tidemark.engine.adopt.Takeover;
import dev.tidemark.engine.collect.Preview;
import java.io.IOException;

/** Something that is done with what a source would take over, and with what a collection would read then. */
@FunctionalInterface
public interface Taking<T> {
    T with(Takeover takeover, Preview preview) throws IOException;
}
