package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.engine.commit.SourceState;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What cannot be rows of pages that their source does not give again. */
class PagedQuarantineTest {
    private final Feed feed = new Feed("1", "2", "3", "4", "5");
    private final FeedTrial trial = new FeedTrial(feed);

    @Test
    @DisplayName("row-accounting: bad records of a page")
    void whatCannotBeARowIsSetAsideAndReplayedFromACopy() throws IOException {
        feed.add("bad", "7");
        feed.pageLines(7);
        assertThat(trial.collect().rows()).isEqualTo(new RowCounts(7, 6, 0, 1));
        assertThat(trial.quarantine().list()).hasSize(1);
        int asked = feed.asked();

        assertThat(trial.quarantine().run()).isEqualTo(new RowCounts(1, 0, 0, 1));
        assertThat(trial.quarantine().list()).hasSize(1);
        TableRows mended = new TableRows(Lines.TABLE.name(), Lines.SCHEMA, Mended::new, Lines.TABLE.filter());
        SourceSpec spec = trial.spec(trial.pages());
        SourceSpec other = new SourceSpec(
                spec.name(), spec.connector(), spec.source(), mended, spec.indexColumn(), spec.begin(), spec.delay());
        QuarantineReplay replay = new QuarantineReplay(other, trial.store, trial.blobs, trial.sink, trial.clock());
        assertThat(replay.run()).isEqualTo(new RowCounts(1, 1, 0, 0));
        assertThat(replay.run()).isEqualTo(RowCounts.NONE);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "7", "bad");
        assertThat(trial.column("tp_id")).doesNotHaveDuplicates();
        assertThat(feed.asked()).isEqualTo(asked);
        assertThat(trial.cursor("feed")).contains("{\"line\":7}");
        assertThat(trial.ledger().state("feed").ids().isEmpty()).isTrue();
    }

    @Test
    void aBrokenPageIsSetAsideAsAWholeWithItsBytes() throws IOException {
        feed.add("6", "torn", "8");
        Event.Summary summary = trial.collect();
        assertThat(summary.setAside()).isEqualTo(1);
        assertThat(trial.texts()).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(trial.cursor("feed")).contains("{\"line\":8}");

        assertThat(trial.quarantine().run()).isEqualTo(RowCounts.NONE);
        assertThat(trial.quarantine().list())
                .singleElement()
                .satisfies(one -> assertThat(trial.blobs.read(one.copy().orElseThrow()))
                        .asString()
                        .contains("torn\n", " 8\n"));
    }

    @Test
    void aPageThatIsCollectedAgainAfterAResetTakesThePlaceOfWhatWasSetAside() throws IOException {
        feed.add("bad");
        trial.collect();
        new SourceState("src", trial.store, trial.blobs, trial.sink, trial.clock()).reset(Set.of("feed"));
        feed.set(5, "6");
        trial.collect();
        assertThat(trial.quarantine().list()).isEmpty();
        assertThat(trial.texts()).contains("6");
    }
}
