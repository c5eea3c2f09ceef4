package dev.tidemark.embed;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Range;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.adopt.ForeignState;
import dev.tidemark.engine.adopt.Resumption;
import dev.tidemark.engine.adopt.Takeover;
import dev.tidemark.engine.collect.Preview;
import dev.tidemark.engine.collect.QuarantineReplay;
import dev.tidemark.engine.collect.RunOptions;
import dev.tidemark.engine.collect.SourceCollection;
import dev.tidemark.engine.commit.Deletions;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.commit.SourceExport;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.commit.StateCleanup;
import dev.tidemark.engine.commit.StateImport;
import dev.tidemark.engine.commit.StateMove;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.config.StateSettings;
import dev.tidemark.engine.file.Recognition;
import dev.tidemark.engine.state.ConnectorDocument;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.verify.Gaps;
import dev.tidemark.engine.verify.Verification;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeCensus;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.LakeSink;
import dev.tidemark.lake.Partitions;
import dev.tidemark.lake.Sweep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A configuration and its lake, into which sources are collected and beside which they are looked after. One thread at a
 * time; others may work in the same workspace, in this or other processes, with an object of their own.
 */
public final class Workspace implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final Configuration configuration;
    private final Lake lake;
    private final LakeSink sink;
    private final Consumer<String> warnings;

    private Workspace(Configuration configuration, Consumer<String> warnings) {
        this.configuration = configuration;
        this.warnings = warnings;
        lake = Lake.open(configuration.lake().path(), clock, LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    /** @param warnings is told what a user should know although all goes on */
    public static Workspace of(Configuration configuration, Consumer<String> warnings) {
        Consumer<String> once = new Warnings().to(warnings);
        configuration.remarks().forEach(once);
        return new Workspace(configuration, once);
    }

    /**
     * Opens a folder, by the {@code tidemark.toml} in it if there is one.
     *
     * @throws ConfigurationException with everything that is wrong with the configuration
     * @throws IOException if the folder cannot be read
     */
    public static Workspace open(Path folder) throws ConfigurationException, IOException {
        return of(Configuration.load(folder), warning -> {});
    }

    /**
     * Opens a folder with more configuration than the {@code tidemark.toml} in it, if there is one.
     *
     * @param toml of the same form as the file
     * @throws ConfigurationException with everything that is wrong with the configuration
     * @throws IOException if the folder cannot be read
     */
    public static Workspace open(Path folder, String toml) throws ConfigurationException, IOException {
        return of(Configuration.load(folder, "the program", toml), warning -> {});
    }

    public Configuration configuration() {
        return configuration;
    }

    /** The lake, to be queried; closed with the workspace. */
    public Lake lake() {
        return lake;
    }

    /**
     * Collects what is new of a configured source.
     *
     * @return what was committed, and what could not be read
     * @throws UnknownNameException if no source of that name is configured
     * @throws IOException if it ended before everything was collected; what was counted before stays
     */
    public Event.Summary collect(String source) throws IOException {
        SourceSettings settings = configured(source);
        return collect(settings, everythingNew(settings.state()), Observer.NONE);
    }

    /**
     * Collects a configured source.
     *
     * @param observer is told of everything that happens, the end included, however it ends
     * @throws IOException if it ended before everything was collected; {@link Event.Failed} was told
     */
    public Event.Summary collect(SourceSettings source, RunOptions options, Observer observer) throws IOException {
        try (OpenSource open = OpenSource.of(
                source, lake, clock, warning -> observer.accept(new Event.Warned(source.name(), warning)))) {
            return collect(open, source.state(), options, observer);
        }
    }

    /** Collects what is new of a source that is written in Java; see {@link #collect(String)}. */
    public Event.Summary collect(CustomSource source) throws IOException {
        return collect(source, everythingNew(configuration.state()), Observer.NONE);
    }

    /**
     * Collects a source that is written in Java; see {@link #collect(SourceSettings, RunOptions, Observer)}.
     *
     * @throws IllegalArgumentException if there is no such table, or its name is that of a configured source
     */
    public Event.Summary collect(CustomSource source, RunOptions options, Observer observer) throws IOException {
        try (OpenSource open = OpenSource.of(source, configuration)) {
            return collect(open, configuration.state(), options, observer);
        }
    }

    private Event.Summary collect(OpenSource open, StateSettings state, RunOptions options, Observer observer)
            throws IOException {
        String name = open.spec().name();
        try (StateStore store = store(name, state, observer)) {
            return new SourceCollection(open.spec(), store, journal(), sink, clock, observer).run(options);
        }
    }

    private static StateStore store(String source, StateSettings state, Observer observer) throws IOException {
        try {
            return state.store().open(warning -> observer.accept(new Event.Warned(source, warning)));
        } catch (IOException | RuntimeException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            observer.accept(new Event.Failed(source, message));
            throw e;
        }
    }

    private static RunOptions everythingNew(StateSettings state) {
        RunOptions usual = RunOptions.everythingNew();
        return new RunOptions(usual.range(), usual.mode(), usual.workers(), state.autoSave(), usual.chunkBytes());
    }

    /** Something that is done with a source. */
    @FunctionalInterface
    public interface Work<S, T> {
        T with(S tool) throws IOException;
    }

    /** Compares what a source lists with what is there. */
    public <T> T verify(SourceSettings settings, Work<Verification, T> work) throws IOException {
        try (OpenSource open = OpenSource.of(settings, lake, clock, warnings);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new Verification(open.spec(), store, journal(), sink, new LakeCensus(lake), clock));
        }
    }

    /** Finds what of a source is not collected. */
    public <T> T gaps(SourceSettings settings, Work<Gaps, T> work) throws IOException {
        try (OpenSource open = OpenSource.of(settings, lake, clock, warnings);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new Gaps(open.spec(), store, journal(), sink, clock, warnings));
        }
    }

    /** Looks after what is set aside of a source. */
    public <T> T quarantine(SourceSettings settings, Work<QuarantineReplay, T> work) throws IOException {
        try (OpenSource open = OpenSource.recalling(settings, lake, clock, warnings);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new QuarantineReplay(open.spec(), store, journal(), sink, clock));
        }
    }

    /** Looks after what is set aside of a source that is written in Java. */
    public <T> T quarantine(CustomSource source, Work<QuarantineReplay, T> work) throws IOException {
        try (OpenSource open = OpenSource.of(source, configuration);
                StateStore store = configuration.state().store().open(warnings)) {
            return work.with(new QuarantineReplay(open.spec(), store, journal(), sink, clock));
        }
    }

    /**
     * Looks after what is set aside of a source that is written in Java, but not by this program: its pages were kept.
     *
     * @param remembered a document of one of its streams
     */
    public <T> T quarantine(StateDocument remembered, StateStorePlace place, Work<QuarantineReplay, T> work)
            throws IOException {
        try (OpenSource open = OpenSource.of(remembered, configuration, journal());
                StateStore store = place.open(warnings)) {
            return work.with(new QuarantineReplay(open.spec(), store, journal(), sink, clock));
        }
    }

    /** What is remembered of all sources, as it is now. */
    public States states() throws IOException {
        return States.of(configuration, warnings);
    }

    /**
     * Looks after what is remembered of a source, configured or not: shows, forgets, exports, imports it, and more.
     *
     * @throws UnknownNameException if it is neither configured nor is anything remembered of it
     */
    public <T> T state(String source, Work<SourceState, T> work) throws IOException {
        States states = states();
        if (!configuration.sources().containsKey(source)) {
            states.known(source);
        }
        return state(source, states.place(configuration, source), work);
    }

    /** Looks after what is remembered of a source in one of the stores. */
    public <T> T state(String source, StateStorePlace place, Work<SourceState, T> work) throws IOException {
        try (StateStore store = place.open(warnings)) {
            return work.with(new SourceState(source, store, journal(), sink, clock));
        }
    }

    /** Finds out what it comes to if a source goes on where another collector stopped. */
    public <T> T takeover(SourceSettings settings, ForeignState foreign, Recognition recognition, Taking<T> taking)
            throws IOException {
        try (OpenSource open = OpenSource.of(settings, lake, clock, warnings);
                StateStore store = settings.state().store().open(warnings)) {
            Ledger ledger = Ledger.open(settings.name(), store, journal(), sink, clock);
            Takeover takeover = Takeover.of(open.spec(), ledger, foreign, recognition);
            return taking.with(takeover, Preview.of(open.spec(), takeover.states(), clock.instant()));
        }
    }

    /** Finds out what it comes to if a source of positions goes on where a connector's document says. */
    public <T> T resume(
            SourceSettings settings, ConnectorDocument from, Resumption.Start start, Work<Resumption, T> work)
            throws IOException {
        try (OpenSource open = OpenSource.of(settings, lake, clock, warnings);
                StateStore store = settings.state().store().open(warnings)) {
            Ledger ledger = Ledger.open(settings.name(), store, journal(), sink, clock);
            return work.with(Resumption.of(open.spec(), ledger, from, start));
        }
    }

    /**
     * What is remembered of a configured source, as connectors of Apache Iggy write it.
     *
     * @throws UnknownNameException if it is not configured, or nothing is remembered of it
     * @throws IllegalArgumentException if that form cannot hold it
     */
    public ConnectorDocument connectorState(String source) throws IOException {
        SourceSettings settings = configured(source);
        try (StateStore store = settings.state().store().open(warnings)) {
            SourceState state = new SourceState(source, store, journal(), sink, clock);
            return ConnectorStates.document(settings, configuration, state, Records.read(source, store));
        }
    }

    /**
     * Everything that is remembered of sources, byte for byte. {@link dev.tidemark.engine.commit.StateArchive} makes one
     * file of it.
     *
     * @param sources of all that something is remembered of if there are none
     * @throws UnknownNameException if nothing is remembered of one of them
     * @throws dev.tidemark.api.CorruptStateException if something is damaged
     */
    public List<SourceExport> exportStates(String... sources) throws IOException {
        States states = states();
        List<SourceExport> exports = new ArrayList<>();
        for (String source : sources.length == 0 ? states.sources() : List.of(sources)) {
            state(states.known(source), SourceState::export).ifPresent(exports::add);
        }
        return exports;
    }

    /**
     * Looks at what bringing in each source of an export comes to, and does it if that is what the work does; each where
     * its source is configured to be remembered.
     *
     * @return what the work came to, by source
     */
    public <T> Map<String, T> importStates(List<SourceExport> exports, Work<StateImport, T> work) throws IOException {
        States states = states();
        Map<String, T> done = new LinkedHashMap<>();
        for (SourceExport export : exports) {
            String source = export.source();
            StateStorePlace place = states.place(configuration, source);
            done.put(source, state(source, place, state -> work.with(state.bring(export))));
        }
        return done;
    }

    /**
     * Removes what is remembered of a source that is not configured any more.
     *
     * @throws IllegalArgumentException if it is configured
     */
    public <T> T cleanup(String source, StateStorePlace place, Work<StateCleanup, T> work) throws IOException {
        if (configuration.sources().containsKey(source)) {
            throw new IllegalArgumentException(source + " is configured in " + configuration.workspace()
                    + ": what is remembered of it is not removed");
        }
        try (StateStore store = place.open(warnings)) {
            return work.with(new StateCleanup(source, store, journal(), sink, clock));
        }
    }

    /** Moves what is remembered of a source to another store. */
    public void move(StateMove move, StateMove.After after) throws IOException {
        move.run(journal(), sink, clock, after);
    }

    /** What a collection would read if that were counted. */
    public Preview preview(SourceSettings settings, Map<String, CollectionState> states) throws IOException {
        try (OpenSource open = OpenSource.of(settings, lake, clock, warnings)) {
            return Preview.of(open.spec(), states, clock.instant());
        }
    }

    /** What a collection of a source that is written in Java would read if that were counted. */
    public Preview preview(CustomSource source, Map<String, CollectionState> states) throws IOException {
        try (OpenSource open = OpenSource.of(source, configuration)) {
            return Preview.of(open.spec(), states, clock.instant());
        }
    }

    /**
     * Deletes a source's rows of a range from a table. Its state still counts them, and a verification does not miss
     * them.
     *
     * @return how many
     */
    public long delete(String table, String source, Range range) throws IOException {
        long published = sink.published(source).orElse(0L);
        Map<String, Long> rows = new HashMap<>();
        new LakeCensus(lake).count(table, source, range, (location, count) -> rows.merge(location, count, Long::sum));
        long deleted = new Partitions(lake).delete(table, source, range);
        if (deleted > 0) {
            new Deletions(journal(), source).add(published, rows);
        }
        return deleted;
    }

    /** Removes files that collectors left in the lake when they died, or lost a race, before their claim. */
    public Sweep.Outcome sweep() throws IOException {
        return Leftovers.remove(lake, journal(), sink);
    }

    /**
     * Removes manifests and accounts from the journal that collectors wrote and never claimed, a day after that.
     *
     * @return how many
     */
    public int sweepJournal() throws IOException {
        return Leftovers.removeFromJournal(states(), Journal.of(lake), sink, clock.instant());
    }

    private SourceSettings configured(String source) {
        SourceSettings settings = configuration.sources().get(source);
        if (settings == null) {
            throw new UnknownNameException("there is no source '" + source + "' in " + configuration.workspace()
                    + Nearest.hint(source, configuration.sources().keySet()));
        }
        return settings;
    }

    private Blobs journal() {
        return Journal.of(lake);
    }

    @Override
    public void close() {
        sink.close();
        lake.close();
    }
}
