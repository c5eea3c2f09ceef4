package dev.tidemark.cli.health;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.health.Check;
import dev.tidemark.engine.health.CheckerRecord;
import dev.tidemark.engine.health.Expected;
import dev.tidemark.engine.health.Finding;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks a workspace, and leaves in its state what the next check needs. */
public final class Checker {
    private final Configuration configuration;
    private final Clock clock;
    private final Consumer<String> warnings;

    /**
     * What a check found.
     *
     * @param saved      what it found it from, by source
     * @param unreadable sources whose state could not be read, and why
     * @param heartbeat  what the check before left
     */
    public record Result(
            List<Finding> findings,
            List<String> notes,
            Map<String, SourceRecords> saved,
            Map<String, String> unreadable,
            CheckerRecord heartbeat) {}

    public Checker(Configuration configuration, Clock clock, Consumer<String> warnings) {
        this.configuration = configuration;
        this.clock = clock;
        this.warnings = warnings;
    }

    /** @throws IOException if the store of the workspace cannot be used; stores of single sources may fail */
    public Result check() throws IOException {
        Gathered gathered = Gathered.of(configuration, warnings);
        try (StateStore store = configuration.state().store().open(warnings)) {
            while (true) {
                Held before = load(store);
                Check check = Check.of(
                        expected(gathered.unreadable().keySet()),
                        gathered.saved(),
                        before.record(),
                        configuration.checks(),
                        clock.instant());
                try {
                    CheckerRecord after = check.after()
                            .keeping(before.record(), gathered.unreadable().keySet());
                    store.save(CheckerRecord.KEY, before.version(), after.encode());
                } catch (StaleStateException another) {
                    continue; // it has told what there was to tell: see what is left
                }
                List<String> notes = new ArrayList<>(check.notes());
                before.note().ifPresent(notes::add);
                return new Result(check.findings(), notes, gathered.saved(), gathered.unreadable(), before.record());
            }
        }
    }

    /** Why somebody should look after the checks themselves; for who does something else with the workspace. */
    public Optional<String> overdue() {
        try (StateStore store = configuration.state().store().open(warnings)) {
            Optional<StateStore.Entry> entry = store.load(CheckerRecord.KEY);
            return entry.isEmpty()
                    ? Optional.empty()
                    : CheckerRecord.decode(entry.get().value()).overdue(configuration.checks(), clock.instant());
        } catch (IOException e) {
            return Optional.of("it cannot be told when health was checked last: " + e.getMessage());
        }
    }

    private record Held(String version, CheckerRecord record, Optional<String> note) {}

    /** What the last check left; damaged, it is as if there had been none. */
    private static Held load(StateStore store) throws IOException {
        Optional<StateStore.Entry> entry;
        try {
            entry = store.load(CheckerRecord.KEY);
        } catch (CorruptStateException e) {
            store.delete(CheckerRecord.KEY, StateStore.ABSENT);
            entry = store.load(CheckerRecord.KEY);
            return new Held(
                    entry.map(StateStore.Entry::version).orElse(StateStore.ABSENT),
                    CheckerRecord.NONE,
                    Optional.of("what the last check left was damaged, alarms are raised anew: " + e.getMessage()));
        }
        if (entry.isEmpty()) {
            return new Held(StateStore.ABSENT, CheckerRecord.NONE, Optional.empty());
        }
        CheckerRecord record = CheckerRecord.decode(entry.get().value());
        return new Held(entry.get().version(), record, Optional.empty());
    }

    private List<Expected> expected(Set<String> unreadable) {
        List<Expected> expected = new ArrayList<>();
        for (SourceSettings source : configuration.sources().values()) {
            if (!unreadable.contains(source.name())) {
                expected.add(new Expected(
                        source.name(),
                        source.connector(),
                        source.enabled(),
                        source.polling(),
                        source.delay(),
                        source.health()));
            }
        }
        return expected;
    }
}
