package dev.tidemark.cli;

import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.collect.Preview;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.verify.Gaps;
import dev.tidemark.engine.verify.Verification;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeCensus;
import dev.tidemark.lake.LakeSettings;
import dev.tidemark.lake.LakeSink;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;

/** A configuration's lake, beside which sources are looked at one after another. */
final class OpenLake implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final Lake lake;
    private final LakeSink sink;
    private final Consumer<String> warnings;

    private OpenLake(Configuration configuration, Consumer<String> warnings) {
        this.warnings = warnings;
        lake = Lake.open(configuration.lake().path(), clock, LakeSettings.DEFAULTS);
        sink = new LakeSink(lake);
    }

    static OpenLake of(Configuration configuration, Consumer<String> warnings) {
        return new OpenLake(configuration, warnings);
    }

    /** Something that is done with a source. */
    interface Work<S, T> {
        T with(S tool) throws IOException;
    }

    <T> T verify(SourceSettings settings, Work<Verification, T> work) throws IOException {
        try (OpenSource open = OpenSource.of(settings, clock);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new Verification(open.spec(), store, Journal.of(lake), sink, new LakeCensus(lake), clock));
        }
    }

    <T> T gaps(SourceSettings settings, Work<Gaps, T> work) throws IOException {
        try (OpenSource open = OpenSource.of(settings, clock);
                StateStore store = settings.state().store().open(warnings)) {
            return work.with(new Gaps(open.spec(), store, Journal.of(lake), sink, clock, warnings));
        }
    }

    /** Looks after what is remembered of a source, configured or not. */
    <T> T state(String source, StateStorePlace place, Work<SourceState, T> work) throws IOException {
        try (StateStore store = place.open(warnings)) {
            return work.with(new SourceState(source, store, Journal.of(lake), sink, clock));
        }
    }

    /** What a collection would read if that were counted. */
    Preview preview(SourceSettings settings, Map<String, CollectionState> states) throws IOException {
        try (OpenSource open = OpenSource.of(settings, clock)) {
            return Preview.of(open.spec(), states, clock.instant());
        }
    }

    @Override
    public void close() {
        sink.close();
        lake.close();
    }
}
