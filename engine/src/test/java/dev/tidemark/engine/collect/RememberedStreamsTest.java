package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.commit.StateArchive;
import dev.tidemark.engine.state.Difference;
import dev.tidemark.engine.verify.Gaps;
import dev.tidemark.engine.verify.Lack;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Streams that are gone: what of them was not read. */
class RememberedStreamsTest {
    private static final String REASON = "old was thrown away before [o3, o4]";
    /** As many claims can be looked back at, at least. */
    private static final int LEDGER_HISTORY = 1000;

    private static final Gap GAP = new Gap(Lines.time("2025-03-01"), Lines.time("2025-03-02"), REASON);

    private final Feed old = new Feed("o1", "o2");
    private final Feed other = new Feed("n1");
    private final FeedTrial trial = new FeedTrial(feeds(old, other));

    @Test
    void whatWasNotReadOfAStreamThatIsGoneIsAGapThatIsToldOnce() throws IOException {
        trial.collect();
        old.add("o3", "o4");
        trial.throwAway("old");

        Event.Summary summary = trial.collect();
        Problem told = new Problem("old", REASON + "; it is lost, and stays listed by 'tidemark gaps'");
        assertThat(summary.problems()).containsExactly(told);
        assertThat(summary.clean()).isFalse();
        assertThat(trial.events).contains(new Event.Troubled("src", told));
        assertThat(trial.ledger().state("old").gaps()).containsExactly(GAP);

        trial.events.clear();
        Event.Summary next = trial.collect();
        assertThat(next.clean()).isTrue();
        assertThat(next.claims()).isZero();
        assertThat(trial.events).noneMatch(Event.Troubled.class::isInstance);
        assertThat(trial.ledger().state("old").gaps()).containsExactly(GAP);
    }

    @Test
    void aStreamThatWasReadToItsEndLeavesNoGap() throws IOException {
        trial.collect();
        trial.throwAway("old");

        assertThat(trial.collect().clean()).isTrue();
        assertThat(trial.cursor("old")).contains("{\"ended\":true}");
        assertThat(trial.ledger().state("old").gaps()).isEmpty();
    }

    @Test
    void gapsAndRecordsTellOfIt() throws IOException {
        loseTwoLines();
        assertThat(new Gaps(
                                trial.spec(trial.pages()),
                                trial.store,
                                trial.blobs,
                                trial.sink,
                                trial.clock(),
                                warning -> {})
                        .find(Range.ALL))
                .singleElement()
                .satisfies(lack -> {
                    assertThat(lack.reason()).isEqualTo(Lack.Reason.UNREACHABLE);
                    assertThat(lack.stream()).isEqualTo("old");
                    assertThat(lack.what()).isEqualTo(REASON);
                });
        assertThat(new Records("src", trial.store, warning -> {})
                        .find("old")
                        .orElseThrow()
                        .totals()
                        .gaps())
                .isEqualTo(1);
    }

    @Test
    void noGapIsLostWhateverCallFails() throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (long call = 1; struck; call++) {
                FeedTrial each = lossy();
                Faults faults = new Faults(call, kind);
                crash(each, faults);
                each.collect();
                assertThat(each.ledger().state("old").gaps())
                        .as(faults.toString())
                        .containsExactly(GAP);
                struck = faults.struck();
            }
        }
    }

    @Test
    void aRewindTakesItBackAndTheNextRunTellsItAgain() throws IOException {
        loseTwoLines();
        state().rewind(trial.ledger().number() - 1);
        assertThat(trial.ledger().state("old").gaps()).isEmpty();

        assertThat(trial.collect().problems()).hasSize(1);
        assertThat(trial.ledger().state("old").gaps()).containsExactly(GAP);
    }

    @Test
    void aStateThatIsLostIsMadeAgainWithIt() throws IOException {
        loseTwoLines();
        StateStore.Entry document = trial.store.load("src/streams/old").orElseThrow();
        trial.store.delete("src/streams/old", document.version());
        state().rebuild().run();
        assertThat(trial.ledger().state("old").gaps()).containsExactly(GAP);
        assertThat(trial.collect().clean()).isTrue();
    }

    @Test
    void itGoesWithAnExport() throws IOException {
        loseTwoLines();
        byte[] file = StateArchive.encode(List.of(state().export().orElseThrow()));
        assertThat(StateArchive.decode("a copy", file)
                        .getFirst()
                        .states()
                        .get("old")
                        .gaps())
                .containsExactly(GAP);
        SourceState elsewhere = new SourceState("src", new MemoryStateStore(), trial.blobs, trial.sink, trial.clock());
        elsewhere.bring(StateArchive.decode("a copy", file).getFirst()).run();
        assertThat(elsewhere.document("old").orElseThrow().state().gaps()).containsExactly(GAP);
    }

    @Test
    void itStaysWhenClaimsAreSummedUp() throws IOException {
        loseTwoLines();
        for (int more = 0; more < 2 * LEDGER_HISTORY + 2; more++) {
            other.add("m" + more);
            trial.collect();
        }
        StateStore.Entry document = trial.store.load("src/streams/old").orElseThrow();
        trial.store.delete("src/streams/old", document.version());
        state().rebuild().run();
        assertThat(trial.ledger().state("old").gaps()).containsExactly(GAP);
    }

    @Test
    void aDifferenceOfStatesTellsIt() throws IOException {
        loseTwoLines();
        long claim = trial.ledger().number();
        assertThat(Difference.between(state(claim - 1), state(claim))).contains(new Difference.Unreachable(GAP, true));
    }

    private CollectionState state(long claim) throws IOException {
        return Objects.requireNonNull(state().states(claim).get("old"));
    }

    private SourceState state() {
        return new SourceState("src", trial.store, trial.blobs, trial.sink, trial.clock());
    }

    private static void crash(FeedTrial trial, Faults faults) throws IOException {
        try {
            trial.collect(FeedTrial.options(), faults);
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
    }

    private void loseTwoLines() throws IOException {
        trial.collect();
        old.add("o3", "o4");
        trial.throwAway("old");
        trial.collect();
    }

    private static FeedTrial lossy() throws IOException {
        Feed feed = new Feed("o1", "o2");
        FeedTrial trial = new FeedTrial(feeds(feed, new Feed("n1")));
        trial.collect();
        feed.add("o3", "o4");
        trial.throwAway("old");
        return trial;
    }

    private static Map<String, Feed> feeds(Feed old, Feed other) {
        Map<String, Feed> feeds = new LinkedHashMap<>();
        feeds.put("old", old);
        feeds.put("other", other);
        return feeds;
    }
}
