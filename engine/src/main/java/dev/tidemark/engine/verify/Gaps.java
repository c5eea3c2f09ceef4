package dev.tidemark.engine.verify;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.engine.state.Uncollected;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What of a source is not collected, and why, by its state alone: the source is not listed. */
public final class Gaps {
    private final SourceSpec spec;
    private final StateStore store;
    private final Blobs blobs;
    private final Sink sink;
    private final Clock clock;
    private final Records records;

    /** @param warnings is told of records that cannot be read: then nothing is known of failures */
    public Gaps(SourceSpec spec, StateStore store, Blobs blobs, Sink sink, Clock clock, Consumer<String> warnings) {
        this.spec = spec;
        this.store = store;
        this.blobs = blobs;
        this.sink = sink;
        this.clock = clock;
        records = new Records(spec.name(), store, warnings);
    }

    /**
     * What is not collected in a range.
     *
     * @param asked where it does not begin, the source does: at its {@code from}, or with what was collected first;
     *              where it does not end, it ends where the last run could know that nothing more would come
     */
    public List<Lack> find(Range asked) throws IOException {
        Ledger ledger = Ledger.open(spec.name(), store, blobs, sink, clock);
        List<Lack> lacks = new ArrayList<>();
        Set<String> streams = ledger.streams();
        for (String stream : streams) {
            lacks.addAll(of(stream, ledger.state(stream), asked));
        }
        for (String stream : records.streams()) {
            if (!streams.contains(stream)) {
                lacks.add(never(stream));
            }
        }
        if (lacks.isEmpty() && streams.isEmpty()) {
            lacks.add(never(""));
        }
        for (SetAside aside : Quarantine.read(blobs, ledger.quarantine())) {
            quarantined(aside, asked).ifPresent(lacks::add);
        }
        return lacks;
    }

    private Lack never(String stream) {
        Optional<String> error =
                records.find(stream).flatMap(record -> record.statistics().lastError());
        return new Lack(
                error.isPresent() ? Lack.Reason.FAILED : Lack.Reason.NOT_ASKED,
                stream,
                Optional.empty(),
                "",
                "nothing was collected yet" + error.map(what -> ": " + what).orElse(""));
    }

    private List<Lack> of(String stream, CollectionState state, Range asked) {
        List<Lack> lacks = new ArrayList<>();
        for (Gap gap : Uncollected.unreachable(state, asked)) {
            lacks.add(lack(Lack.Reason.UNREACHABLE, stream, new Range(gap.start(), gap.end()), gap.reason()));
        }
        Optional<StreamRecord> told = records.find(stream);
        Uncollected uncollected = new Uncollected(spec.begin(), spec.delay(), told.flatMap(StreamRecord::attempt));
        for (Range part : uncollected.missing(state, asked, clock.instant())) {
            lacks.add(lack(stream, state, part, told));
        }
        return lacks;
    }

    /** A run that failed holds the end of what is collected back; other holes nobody has asked for. */
    private Lack lack(String stream, CollectionState state, Range part, Optional<StreamRecord> told) {
        boolean held = state.regions().stream().anyMatch(region -> region.end().equals(part.from()))
                && told.filter(record -> record.trouble().failures() > 0).isPresent();
        String error = told.flatMap(record -> record.statistics().lastError()).orElse("it failed");
        return held
                ? lack(Lack.Reason.FAILED, stream, part, error)
                : lack(Lack.Reason.NOT_ASKED, stream, part, "no run has asked for it");
    }

    private static Lack lack(Lack.Reason reason, String stream, Range range, String what) {
        return new Lack(reason, stream, Optional.of(new Lack.Span(range.from(), range.to())), "", what);
    }

    private static Optional<Lack> quarantined(SetAside aside, Range asked) {
        Period period = aside.artifact().period();
        boolean timeless = period.granularity() == Granularity.UNKNOWN;
        if (!timeless && !period.granularity().floor(asked).contains(period.start())) {
            return Optional.empty();
        }
        int records = aside.entries().size();
        String first = aside.entries().getFirst().reason();
        return Optional.of(new Lack(
                Lack.Reason.QUARANTINED,
                aside.artifact().stream(),
                timeless ? Optional.empty() : Optional.of(new Lack.Span(period.start(), period.end())),
                aside.artifact().location(),
                aside.isWhole()
                        ? first
                        : records == 1 ? "1 record: " + first : records + " records, the first: " + first));
    }
}
