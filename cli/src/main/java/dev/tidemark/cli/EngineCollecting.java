package dev.tidemark.cli;

import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.StateStore;
import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.collect.SourceCollection;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.LakeSink;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;

/** Collects with the engine into the configuration's lake. */
final class EngineCollecting implements Collecting {
    private final Clock clock = Clock.systemUTC();
    private final Lake lake;
    private final LakeSink sink;
    private final Warnings warnings = new Warnings();

    private EngineCollecting(Configuration configuration) {
        lake = Lake.open(configuration.lake().path(), clock, LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    static Collecting open(Configuration configuration) {
        return new EngineCollecting(configuration);
    }

    @Override
    public Event.Summary collect(SourceSettings source, RunOptions options, Observer observer) throws IOException {
        Consumer<String> warn = warnings.to(warning -> observer.accept(new Event.Warned(source.name(), warning)));
        try (OpenSource open = OpenSource.of(source, clock);
                StateStore store = store(source, warn, observer)) {
            return new SourceCollection(open.spec(), store, Journal.of(lake), sink, clock, observer).run(options);
        }
    }

    private static StateStore store(SourceSettings source, Consumer<String> warn, Observer observer)
            throws IOException {
        try {
            return source.state().store().open(warn);
        } catch (IOException | RuntimeException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            observer.accept(new Event.Failed(source.name(), message));
            throw e;
        }
    }

    @Override
    public void close() {
        sink.close();
        lake.close();
    }
}
