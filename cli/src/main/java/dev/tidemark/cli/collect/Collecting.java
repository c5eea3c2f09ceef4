package dev.tidemark.cli.collect;

import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.config.SourceSettings;
import java.io.IOException;

/** All that the commands know of how a source is collected. */
public interface Collecting extends AutoCloseable {
    /**
     * Collects one source to its end.
     *
     * @param observer is told of everything that happens, the end included, however it ends
     * @throws IOException if it ended before everything was collected; {@link Event.Failed} was told
     */
    Event.Summary collect(SourceSettings source, RunOptions options, Observer observer) throws IOException;

    @Override
    void close() throws IOException;
}
