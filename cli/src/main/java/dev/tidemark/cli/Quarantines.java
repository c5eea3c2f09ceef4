package dev.tidemark.cli;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.cli.collect.AdHoc;
import dev.tidemark.embed.States;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.collect.QuarantineReplay;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.spi.StateStorePlace;
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
    private final States states;

    private Quarantines(Workspace workspace, States states) {
        this.workspace = workspace;
        this.states = states;
    }

    static Quarantines open(Configuration configuration, Consumer<String> warnings) throws IOException {
        Workspace workspace = Workspace.of(configuration, warnings);
        return new Quarantines(workspace, workspace.states());
    }

    /** The names of all sources that something is remembered of, or the given one if it is among them. */
    Set<String> sources(@Nullable String one) throws IOException {
        Set<String> all = new TreeSet<>(states.sources());
        if (one == null) {
            return all;
        }
        if (!all.contains(one) && !workspace.configuration().sources().containsKey(one)) {
            throw new UsageException("nothing was collected of a source '" + one + "'" + Nearest.hint(one, all));
        }
        return Set.of(one);
    }

    /** What is set aside of a source. */
    List<SetAside> list(String name) throws IOException {
        return workspace.state(name, place(name), SourceState::setAside);
    }

    /** Reads again what is set aside of a source, from its pages if these were kept, else where it lies. */
    RowCounts replay(String name, List<SetAside> aside) throws ConfigurationException, IOException {
        boolean kept = aside.stream().allMatch(each -> each.copy().isPresent());
        if (kept && !workspace.configuration().sources().containsKey(name)) {
            StateDocument remembered = workspace.state(
                    name,
                    place(name),
                    state ->
                            state.document(aside.getFirst().artifact().stream()).orElseThrow());
            return workspace.quarantine(remembered, place(name), QuarantineReplay::run);
        }
        List<String> locations = aside.stream()
                .map(each -> each.artifact().location())
                .distinct()
                .toList();
        return workspace.quarantine(settings(name, locations), QuarantineReplay::run);
    }

    private StateStorePlace place(String name) throws IOException {
        return states.place(workspace.configuration(), name);
    }

    private SourceSettings settings(String name, List<String> locations) throws ConfigurationException, IOException {
        Configuration configuration = workspace.configuration();
        SourceSettings configured = configuration.sources().get(name);
        if (configured != null) {
            return configured;
        }
        Set<String> taken = configuration.sources().keySet();
        AdHoc adHoc = AdHoc.named(name, locations);
        Configuration all = Configuration.load(configuration.workspace(), "source " + name, adHoc.toml(taken));
        return Objects.requireNonNull(all.sources().get(adHoc.name(taken)));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
