package dev.tidemark.engine.collect;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.Ledger;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Collects what a source has and the state lacks. Several, in this or other processes, may collect the same source at
 * once: each row is stored once.
 */
public final class SourceCollection {
    private final SourceSpec spec;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;
    private final Observer observer;

    public SourceCollection(SourceSpec spec, StateStore store, Blobs blobs, Sink sink, Clock clock, Observer observer) {
        this.spec = spec;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Collects until the source offers nothing more.
     *
     * @return what was committed, and what could not be read
     * @throws dev.tidemark.api.CorruptStateException if a person must look at the state
     * @throws IOException if the store, the sink or the whole source failed; what was committed before stays
     * @throws IllegalArgumentException if the source cannot do what the options ask for; nothing was done
     */
    public Event.Summary run(RunOptions options) throws IOException {
        requirePossible(options);
        Instant begun = clock.instant();
        observer.accept(new Event.Started(spec.name()));
        MeteredStore metered = new MeteredStore(store);
        RunRecords records = new RunRecords(spec, metered, clock, observer);
        records.begin();
        try {
            Tally tally = collect(options, metered, records);
            Event.Summary summary = tally.summary(Duration.between(begun, clock.instant()));
            observer.accept(new Event.Completed(spec.name(), summary));
            return summary;
        } catch (IOException | RuntimeException e) {
            records.fail(e);
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            observer.accept(new Event.Failed(spec.name(), message));
            throw e;
        } catch (Error e) {
            records.fail(e);
            throw e;
        }
    }

    private void requirePossible(RunOptions options) {
        boolean ranged =
                options.mode() == RunOptions.Mode.OVERWRITE || !options.range().equals(Range.ALL);
        if (ranged && spec.pages().isPresent()) {
            throw new IllegalArgumentException(spec.name()
                    + " is read on from a position of its own and knows no times: a range cannot be collected or"
                    + " overwritten; collect it without --from, --to and --overwrite");
        }
    }

    private Tally collect(RunOptions options, StateStore metered, RunRecords records) throws IOException {
        Tally tally = new Tally();
        while (true) {
            Ledger ledger = Ledger.open(spec.name(), metered, blobs, sink, clock);
            records.pass(ledger);
            try {
                new Attempt(spec, options, ledger, sink, blobs, clock, observer, tally, records).run();
                return tally;
            } catch (StaleStateException e) {
                tally.restart(); // another collector has counted something: see what is still wanted
            }
        }
    }
}
