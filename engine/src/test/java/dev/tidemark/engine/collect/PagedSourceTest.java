package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Period;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.SourceRefusedException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.paged.Pages;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Trouble;
import dev.tidemark.engine.verify.Gaps;
import dev.tidemark.engine.verify.Verdict;
import dev.tidemark.engine.verify.Verification;
import dev.tidemark.testkit.MemorySink;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is collected of sources that are read on from positions of their own. */
class PagedSourceTest {
    private final Feed feed = new Feed("1", "2", "3", "4", "5");
    private final FeedTrial trial = new FeedTrial(feed);

    @Test
    @DisplayName("nothing-recollected: the second run asks for what follows the position")
    void aSecondRunCollectsOnlyWhatIsNew() throws IOException {
        assertThat(trial.collect().rows().stored()).isEqualTo(5);
        assertThat(trial.cursor("feed")).contains("{\"line\":5}");
        feed.add("6");
        int asked = feed.asked();

        assertThat(trial.collect().rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
        assertThat(feed.asked() - asked).isEqualTo(2);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    @DisplayName("cursor-equals-now: no page moves nothing")
    void aRunWithoutPagesClaimsNothing() throws IOException {
        trial.collect();
        Event.Summary second = trial.collect();
        assertThat(second.claims()).isZero();
        assertThat(second.clean()).isTrue();
    }

    @Test
    void anEmptyPageThatMovesThePositionIsCounted() throws IOException {
        trial.collect();
        feed.add("", "", "", "");
        Event.Summary summary = trial.collect();
        assertThat(summary.claims()).isEqualTo(1);
        assertThat(summary.rows()).isEqualTo(RowCounts.NONE);
        assertThat(trial.cursor("feed")).contains("{\"line\":9}");
    }

    @Test
    @DisplayName("state-grows-without-end: of pages only the position is remembered")
    void theStateDoesNotGrow() throws IOException {
        trial.collect();
        CollectionState state = trial.ledger().state("feed");
        assertThat(state.ids().isEmpty()).isTrue();
        assertThat(state.regions()).isEmpty();
    }

    @Test
    void rowsSayWhichPageTheyAreOfAndHaveTheSameIdsInEveryCollection() throws IOException {
        trial.collect();
        assertThat(trial.column("tp_source_location"))
                .containsExactly(
                        "feed after {\"line\":0}",
                        "feed after {\"line\":0}",
                        "feed after {\"line\":2}",
                        "feed after {\"line\":2}",
                        "feed after {\"line\":4}");
        FeedTrial again = new FeedTrial(feed);
        again.collect(new RunOptions(Range.ALL, RunOptions.Mode.NEW, 1, Duration.ofSeconds(5), 1000));
        assertThat(again.column("tp_id")).isEqualTo(trial.column("tp_id")).doesNotHaveDuplicates();
    }

    @Test
    void whatWasReadBeforeAFailureIsCounted() throws IOException {
        feed.fail(4, new IOException("503 from the server"));
        assertThatThrownBy(() -> trial.collect(new RunOptions(
                        Range.ALL, RunOptions.Mode.NEW, 2, Duration.ofSeconds(5), RunOptions.CHUNK_BYTES)))
                .isInstanceOf(IOException.class)
                .hasMessage("503 from the server");
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4");

        feed.fail(4, null);
        trial.collect();
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aStreamThatFailsKeepsNoOtherFromBeingCollected() throws IOException {
        Feed broken = new Feed("b1", "b2", "b3");
        broken.fail(2, new IOException("no such cursor"));
        Map<String, Feed> feeds = new LinkedHashMap<>();
        feeds.put("broken", broken);
        feeds.put("feed", feed);
        FeedTrial both = new FeedTrial(feeds);
        Event.Summary summary = both.collect();
        assertThat(summary.problems()).containsExactly(new Problem("broken", "no such cursor"));
        assertThat(both.texts()).containsExactly("1", "2", "3", "4", "5", "b1", "b2");
        assertThat(both.cursor("broken")).contains("{\"line\":2}");
    }

    @Test
    void onlyTheRecordOfTheStreamThatFailsTellsThat() throws IOException {
        Feed broken = new Feed("b1");
        Instant later = Lines.time("2025-03-06");
        broken.fail(
                0,
                new SourceRefusedException(
                        SourceRefusedException.Reason.CREDENTIALS,
                        "the key has expired",
                        later,
                        new IOException("401")));
        FeedTrial both = new FeedTrial(Map.of("broken", broken, "feed", feed));
        both.collect();
        Records records = new Records("src", both.store, warning -> {});
        Trouble trouble = records.find("broken").orElseThrow().trouble();
        assertThat(trouble.failures()).isEqualTo(1);
        assertThat(trouble.kind()).contains(ErrorClass.CREDENTIALS);
        assertThat(trouble.notBefore()).contains(later);
        assertThat(records.find("feed").orElseThrow().trouble()).isEqualTo(Trouble.NONE);
        assertThat(records.find("feed").orElseThrow().reached().success()).isPresent();

        broken.fail(0, null);
        both.collect();
        assertThat(new Records("src", both.store, warning -> {})
                        .find("broken")
                        .orElseThrow()
                        .trouble()
                        .failures())
                .isZero();
    }

    @Test
    @DisplayName("later-batch-overtakes-failed: a page that cannot be converted stops those after it")
    void nothingOvertakesAPageThatFails() throws IOException {
        Pages failing = trial.pages();
        AtomicLong offered = new AtomicLong();
        SourceSpec spec = trial.spec(failing);
        SourceCollection collection =
                new SourceCollection(spec, trial.store, trial.blobs, trial.sink, trial.clock(), event -> {
                    if (event instanceof Event.Discovered && offered.incrementAndGet() == 2) {
                        failing.release(page("feed after {\"line\":2}"));
                    }
                });
        assertThatThrownBy(() -> collection.run(FeedTrial.options()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "feed after {\"line\":2}: it vanished after it was listed; what follows it has to wait for it");
        assertThat(trial.texts()).containsExactly("1", "2");
        assertThat(trial.cursor("feed")).contains("{\"line\":2}");
        trial.collect();
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5");
    }

    private static Artifact page(String position) {
        return new Artifact(
                position,
                "feed",
                "",
                new Period(Instant.EPOCH, Granularity.UNKNOWN),
                Instant.EPOCH,
                0,
                "",
                0,
                Map.of());
    }

    @Test
    void pagesAreFetchedNoFurtherAheadThanTheyAreConverted() throws IOException {
        for (int i = 0; i < 400; i++) {
            feed.add("more");
        }
        AtomicLong converted = new AtomicLong();
        AtomicLong furthest = new AtomicLong();
        try (Pages pages = trial.pages()) {
            new SourceCollection(trial.spec(pages), trial.store, trial.blobs, trial.sink, trial.clock(), event -> {
                        if (event instanceof Event.ChunkWritten) {
                            converted.incrementAndGet();
                        } else if (event instanceof Event.Discovered) {
                            furthest.accumulateAndGet(feed.asked() - converted.get(), Math::max);
                        }
                    })
                    .run(FeedTrial.options());
            assertThat(converted).hasValue(203);
            assertThat(furthest).as("of 2 workers, with 2 waiting for each").hasValueLessThanOrEqualTo(8);
            assertThatThrownBy(() -> pages.open(page("feed after {\"line\":2}")))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessageContaining("a page is fetched once, and this one is converted");
        }
    }

    @Test
    void aRangeCannotBeAskedFor() {
        Range range = new Range(Lines.time("2025-03-01"), Lines.time("2025-03-02"));
        for (RunOptions.Mode mode : RunOptions.Mode.values()) {
            assertThatThrownBy(() -> trial.collect(new RunOptions(range, mode, 1, Duration.ofSeconds(5), 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("src is read on from a position of its own and knows no times: a range cannot be"
                            + " collected or overwritten; collect it without --from, --to and --overwrite");
        }
        assertThat(feed.asked()).isZero();
    }

    @Test
    void aPositionLeavesNoGaps() throws IOException {
        trial.collect();
        feed.add("6");
        int asked = feed.asked();
        Event.Summary filled =
                trial.collect(new RunOptions(Range.ALL, RunOptions.Mode.GAPS, 1, Duration.ofSeconds(5), 1));
        assertThat(filled.rows()).isEqualTo(RowCounts.NONE);
        assertThat(feed.asked()).isEqualTo(asked);
        assertThat(new Gaps(trial.spec(trial.pages()), trial.store, trial.blobs, trial.sink, trial.clock(), w -> {})
                        .find(Range.ALL))
                .isEmpty();
    }

    @Test
    void theBeginningOfASourceLeavesOutOlderRowsInTheFirstRunOnly() throws IOException {
        trial.begin("2025-03-02");
        assertThat(trial.collect().rows()).isEqualTo(new RowCounts(5, 0, 5, 0));
        feed.add("6");
        assertThat(trial.collect().rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
    }

    @Test
    void aPreviewSaysFromWhereItWouldBeReadAndAsksForNothing() throws IOException {
        Preview preview =
                Preview.of(trial.spec(trial.pages()), Map.of(), trial.clock().instant());
        assertThat(preview.artifacts())
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.location()).isEqualTo("feed after {\"line\":0}"));
        assertThat(feed.asked()).isZero();
    }

    @Test
    void aVerificationComparesWhatWasStoredAndNeverSaysThatAllIsThere() throws IOException {
        trial.collect();
        trial.sink.damage("feed after {\"line\":2}", MemorySink.Damage.LOSE_ONE);
        Verification verification = new Verification(
                trial.spec(trial.pages()), trial.store, trial.blobs, trial.sink, trial.sink, trial.clock());
        Verdict verdict = verification.verify(Range.ALL);
        assertThat(verdict.isComplete()).isFalse();
        assertThat(verdict.problems())
                .containsExactly(new Problem(
                        "src",
                        "it is read on from a position and cannot be listed again: only what claims stored was compared"
                                + " with what is there"));
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.location()).isEqualTo("feed after {\"line\":2}");
            assertThat(verification.repair(verdict, Range.ALL))
                    .containsEntry(
                            finding,
                            "its source is read on from a position and does not give again what lies before that");
        });
    }
}
