package dev.tidemark.cli;

import dev.tidemark.api.StateStore;
import dev.tidemark.cli.collect.AdHoc;
import dev.tidemark.engine.collect.QuarantineReplay;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.LakeSink;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is set aside of the sources of a workspace, configured or not. */
final class Quarantines implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final Configuration configuration;
    private final Lake lake;
    private final LakeSink sink;
    private final Consumer<String> warnings;

    private Quarantines(Configuration configuration, Consumer<String> warnings) {
        this.configuration = configuration;
        this.warnings = warnings;
        lake = Lake.open(configuration.lake().path(), clock, LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    static Quarantines open(Configuration configuration, Consumer<String> warnings) {
        return new Quarantines(configuration, warnings);
    }

    /** Something that is done with a source's quarantine. */
    interface Work<T> {
        T with(QuarantineReplay quarantine) throws IOException;
    }

    /** The names of all sources that something is remembered of, or the given one if it is among them. */
    Set<String> sources(@Nullable String one) throws IOException {
        Set<String> all = new TreeSet<>(States.of(configuration, warnings).sources());
        if (one == null) {
            return all;
        }
        if (!all.contains(one) && !configuration.sources().containsKey(one)) {
            throw new UsageException("nothing was collected of a source '" + one + "'" + Nearest.hint(one, all));
        }
        return Set.of(one);
    }

    /**
     * Does something with the quarantine of a source.
     *
     * @param locations where the artifacts of an unconfigured source lie, as far as they are read
     */
    <T> T with(String name, List<String> locations, Work<T> work) throws ConfigurationException, IOException {
        SourceSettings settings = settings(name, locations);
        try (OpenSource open = OpenSource.of(settings, clock);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new QuarantineReplay(open.spec(), store, Journal.of(lake), sink, clock));
        }
    }

    private SourceSettings settings(String name, List<String> locations) throws ConfigurationException, IOException {
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
        sink.close();
        lake.close();
    }
}
