package dev.tidemark.cli;

import dev.tidemark.embed.States;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;

/** The state of a source of which something is remembered, opened for a command. */
final class Remembered {
    private Remembered() {}

    /** What a command does with it. */
    @FunctionalInterface
    interface Work<T> {
        T with(SourceState state, Workspace workspace) throws IOException;
    }

    /** @throws dev.tidemark.embed.UnknownNameException that offers the nearest if nothing is remembered of the source */
    static <T> T of(String source, Tidemark tidemark, Work<T> work) throws ConfigurationException, IOException {
        Configuration configuration = tidemark.configuration();
        States states = States.of(configuration, tidemark.warnings());
        states.known(source);
        try (Workspace workspace = Workspace.of(configuration, tidemark.warnings())) {
            return workspace.state(source, states.place(configuration, source), state -> work.with(state, workspace));
        }
    }
}
