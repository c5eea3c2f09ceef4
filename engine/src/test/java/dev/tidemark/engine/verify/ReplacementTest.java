package dev.tidemark.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Sink;
import dev.tidemark.api.table.Schema;
import dev.tidemark.engine.collect.Trial;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.MemorySink.Damage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rows that are replaced, by a repair or an overwrite, wherever that dies: whoever looks sees the old ones or the new
 * ones. And that the proofs of it find out who breaks it.
 */
class ReplacementTest {
    private static final Range DAY =
            new Range(Instant.parse("2025-03-02T00:00:00Z"), Instant.parse("2025-03-03T00:00:00Z"));
    /** Of each artifact all old rows or all new ones: one that cannot be read again stays as it is. */
    private static final Pattern OLD_OR_NEW = Pattern.compile("(1 )?2 (3 3 4 4|3 4) 5( late)?");

    private static final List<String> COLLECTED = List.of("1", "2", "3", "4", "5");

    @Test
    @DisplayName("position-never-ahead-of-rows: a repair fails or dies at every call")
    void aRepairIsWholeOrNothing() {
        assertThat(repairs(sink -> sink)).isEmpty();
    }

    @Test
    @DisplayName("position-never-ahead-of-rows: an overwrite fails or dies at every call")
    void anOverwriteIsWholeOrNothing() {
        assertThat(overwrites(sink -> sink)).isEmpty();
    }

    @Test
    void aSinkThatLeavesTheOldRowsIsFoundOut() {
        UnaryOperator<Sink> leaves = sink -> new Replacing(sink, claim -> List.of());
        assertThat(repairs(leaves))
                .hasValueSatisfying(wrong -> assertThat(wrong).contains("3, 3"));
        assertThat(overwrites(leaves)).isPresent();
    }

    @Test
    void aSinkThatRemovesRowsOfOthersIsFoundOut() {
        UnaryOperator<Sink> more = sink -> new Replacing(
                sink,
                claim -> claim.replaced().isEmpty()
                        ? List.of()
                        : List.of(Replaced.all(Set.of("/logs/a", "/logs/b", "/logs/c"))));
        assertThat(repairs(more)).isPresent();
        assertThat(overwrites(more)).isPresent();
    }

    @Test
    void aSinkThatTakesEveryClaimForPublishedIsFoundOut() {
        UnaryOperator<Sink> deaf = sink -> new Replacing(sink, Claim::replaced) {
            @Override
            public void publish(Claim claim) {}

            @Override
            public Optional<Long> published(String source) throws IOException {
                return sink.published(source).map(number -> number + 1);
            }
        };
        assertThat(repairs(deaf)).isPresent();
        assertThat(overwrites(deaf)).isPresent();
    }

    /** What goes wrong when rows are missing, doubled and late, and the repair dies; nothing if all is well. */
    private static Optional<String> repairs(UnaryOperator<Sink> twist) {
        List<String> mended = List.of("1", "2", "3", "4", "5", "late");
        return everywhere((trial, faults) -> {
            trial.put("late", "2025-03-02", "late");
            trial.sink().damage("/logs/a", Damage.LOSE_ONE);
            trial.sink().damage("/logs/b", Damage.REPEAT);
            Optional<String> wrong = unlessKilled(faults, () -> {
                Verification verification = trial.verification(faults, twist);
                verification.repair(verification.verify(Range.ALL), Range.ALL);
            });
            if (wrong.isPresent()
                    || !OLD_OR_NEW.matcher(String.join(" ", trial.texts())).matches()) {
                return Optional.of(wrong.orElse("") + " visible are " + trial.texts());
            }
            Verification next = trial.verification(Faults.none(), twist);
            next.repair(next.verify(Range.ALL), Range.ALL);
            boolean complete = trial.verification().verify(Range.ALL).findings().isEmpty();
            return complete && trial.texts().equals(mended)
                    ? Optional.empty()
                    : Optional.of("at last visible are " + trial.texts());
        });
    }

    /** What goes wrong when an overwrite of a day dies. */
    private static Optional<String> overwrites(UnaryOperator<Sink> twist) {
        List<String> after = List.of("1", "2", "5", "new", "newer");
        return everywhere((trial, faults) -> {
            trial.put("b", "2025-03-02", "new", "newer");
            Optional<String> wrong = unlessKilled(faults, () -> trial.overwrite(DAY, faults, twist));
            if (wrong.isPresent() || !List.of(COLLECTED, after).contains(trial.texts())) {
                return Optional.of(wrong.orElse("") + " visible are " + trial.texts());
            }
            trial.overwrite(DAY, Faults.none(), twist);
            boolean complete = trial.verification().verify(Range.ALL).findings().isEmpty();
            return complete && trial.texts().equals(after)
                    ? Optional.empty()
                    : Optional.of("at last visible are " + trial.texts());
        });
    }

    private interface History {
        Optional<String> play(Trial trial, Faults faults) throws IOException;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Plays it with a fault of every kind at every call. */
    private static Optional<String> everywhere(History history) {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Faults faults = new Faults(call, kind);
                try {
                    Optional<String> wrong = history.play(collected(), faults);
                    if (wrong.isPresent()) {
                        return wrong.map(what -> faults + ": " + what);
                    }
                } catch (IOException | Faults.Killed e) {
                    return Optional.of(faults + ": it ended with " + e);
                }
                struck = faults.struck();
            }
        }
        return Optional.empty();
    }

    /** Why it failed, unless it was made to. */
    private static Optional<String> unlessKilled(Faults faults, Work work) {
        try {
            work.run();
        } catch (IOException | Faults.Killed e) {
            return faults.struck() ? Optional.empty() : Optional.of("it ended with " + e + ";");
        }
        return Optional.empty();
    }

    private static Trial collected() throws IOException {
        Trial trial = new Trial();
        trial.put("a", "2025-03-01", "1", "2");
        trial.put("b", "2025-03-02", "3", "4");
        trial.put("c", "2025-03-03", "5");
        trial.collect("2025-03-05");
        assertThat(trial.texts()).isEqualTo(COLLECTED);
        return trial;
    }

    /** What a sink is told to remove. */
    private interface Removal {
        List<Replaced> of(Claim claim);
    }

    /** A sink that removes something else than it is told. */
    private static class Replacing implements Sink {
        private final Sink sink;
        private final Removal removal;

        Replacing(Sink sink, Removal removal) {
            this.sink = sink;
            this.removal = removal;
        }

        @Override
        public ChunkWriter begin(String table, Schema schema, String source) throws IOException {
            return sink.begin(table, schema, source);
        }

        @Override
        public void publish(Claim claim) throws IOException {
            sink.publish(new Claim(claim.source(), claim.number(), claim.chunks(), removal.of(claim)));
        }

        @Override
        public Optional<Long> published(String source) throws IOException {
            return sink.published(source);
        }

        @Override
        public void close() {}
    }
}
