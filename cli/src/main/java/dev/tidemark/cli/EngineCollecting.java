package dev.tidemark.cli;

import dev.tidemark.cli.collect.Collecting;
import dev.tidemark.engine.config.Configuration;

/** The engine, as the commands use it. */
final class EngineCollecting {
    private EngineCollecting() {}

    static Collecting open(Configuration configuration) {
        throw new IllegalStateException("no engine yet for " + configuration.workspace());
    }
}
