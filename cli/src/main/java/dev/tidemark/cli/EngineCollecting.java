package dev.tidemark.cli;

import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Collects with the engine into the configuration's lake. */
final class EngineCollecting implements Collecting {
    private final Workspace workspace;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private EngineCollecting(Configuration configuration) {
        workspace = Workspace.of(configuration, warning -> {});
    }

    static Collecting open(Configuration configuration) {
        return new EngineCollecting(configuration);
    }

    /** A warning that concerns several sources is told with the first of them. */
    @Override
    public Event.Summary collect(SourceSettings source, RunOptions options, Observer observer) throws IOException {
        return workspace.collect(source, options, event -> {
            if (!(event instanceof Event.Warned warning) || warned.add(warning.message())) {
                observer.accept(event);
            }
        });
    }

    @Override
    public void close() {
        workspace.close();
    }
}
