package dev.tidemark.cli.progress;

import dev.tidemark.api.Observer;

/** Tells how a collection is going until it is closed. */
public interface Progress extends Observer, AutoCloseable {
    /** Shows the last state of things. */
    @Override
    void close();
}
