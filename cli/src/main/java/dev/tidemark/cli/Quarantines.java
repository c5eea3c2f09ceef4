package dev.tidemark.cli;

import dev.tidemark.cli.collect.AdHoc;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.collect.QuarantineReplay;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is set aside of the sources of a workspace, configured or not. */
final class Quarantines implements AutoCloseable {
    private final Workspace workspace;

    private Quarantines(Workspace workspace) {
        this.workspace = workspace;
    }

    static Quarantines open(Configuration configuration, Consumer<String> warnings) {
        return new Quarantines(Workspace.of(configuration, warnings));
    }

    /** The names of all sources that something is remembered of, or the given one if it is among them. */
    Set<String> sources(@Nullable String one) throws IOException {
        Set<String> all = new TreeSet<>(workspace.states().sources());
        if (one == null) {
            return all;
        }
        if (!all.contains(one) && !workspace.configuration().sources().containsKey(one)) {
            throw new UsageException("nothing was collected of a source '" + one + "'" + Nearest.hint(one, all));
        }
        return Set.of(one);
    }

    /**
     * Does something with the quarantine of a source.
     *
     * @param locations where the artifacts of an unconfigured source lie, as far as they are read
     */
    <T> T with(String name, List<String> locations, Workspace.Work<QuarantineReplay, T> work)
            throws ConfigurationException, IOException {
        return workspace.quarantine(settings(name, locations), work);
    }

    private SourceSettings settings(String name, List<String> locations) throws ConfigurationException, IOException {
        Configuration configuration = workspace.configuration();
        SourceSettings configured = configuration.sources().get(name);
        if (configured != null) {
            return configured;
        }
        Set<String> taken = configuration.sources().keySet();
        List<String> paths =
                locations.isEmpty() ? List.of(configuration.workspace().toString()) : locations;
        AdHoc adHoc = AdHoc.named(name, paths);
        Configuration all = Configuration.load(configuration.workspace(), "source " + name, adHoc.toml(taken));
        return Objects.requireNonNull(all.sources().get(adHoc.name(taken)));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
