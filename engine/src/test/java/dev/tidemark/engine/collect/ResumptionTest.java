package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.BeginsAtTime;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Marks;
import dev.tidemark.engine.adopt.Resumption;
import dev.tidemark.engine.adopt.Resumption.Start;
import dev.tidemark.engine.paged.Pages;
import dev.tidemark.engine.state.ConnectorDocument;
import dev.tidemark.engine.state.Statistics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Going on where a connector's document says. */
class ResumptionTest {
    private static final Instant TIME = Instant.parse("2025-03-01T00:00:00Z");

    private final Feed feed = new Feed("1", "2", "3", "4", "5");
    private final FeedTrial trial = new FeedTrial(feed);

    private Resumption resumption(ConnectorDocument document, Start start) throws IOException {
        return Resumption.of(trial.spec(trial.pages()), trial.ledger(), document, start);
    }

    private static ConnectorDocument at(String stream, String cursor) {
        CollectionState state = new CollectionState(List.of(), Marks.NONE, List.of(), Optional.of(cursor));
        return document(ConnectorDocument.OURS, Map.of(stream, state));
    }

    private static ConnectorDocument document(long version, Map<String, CollectionState> streams) {
        return new ConnectorDocument("src", TIME, version, Statistics.NONE, Optional.empty(), streams, Map.of());
    }

    @Test
    void aPositionIsTakenOver() throws IOException {
        Resumption plan = resumption(at("feed", "{\"line\":2}"), new Start.Unsaid());
        assertThat(trial.cursor("feed")).as("until it is committed").isEmpty();
        plan.commit();

        assertThat(trial.collect().rows().stored()).isEqualTo(3);
        assertThat(trial.texts()).containsExactly("3", "4", "5");
    }

    @Test
    void theSamePositionAgainChangesNothingAndAnotherOneIsRefused() throws IOException {
        trial.collect();

        assertThat(resumption(at("feed", "{\"line\":5}"), new Start.Unsaid()).isEmpty())
                .isTrue();
        assertThatThrownBy(() -> resumption(at("feed", "{\"line\":4}"), new Start.Unsaid()))
                .hasMessageContaining("the state of src already knows feed, at another position. Nothing was changed")
                .hasMessageContaining("tidemark state reset src");
    }

    @Test
    void withoutPositionsItBeginsAtTheBeginning() throws IOException {
        resumption(document(ConnectorDocument.FOREIGN, Map.of()), new Start.Beginning())
                .commit();

        assertThat(trial.cursor("feed")).contains("{\"line\":0}");
        assertThat(trial.collect().rows().stored()).isEqualTo(5);
    }

    @Test
    void aSourceThatKnowsNoTimesCannotBeginAtOne() {
        assertThatThrownBy(() -> resumption(document(ConnectorDocument.FOREIGN, Map.of()), new Start.Time(TIME)))
                .hasMessageContaining("the positions of feed know no times, so it cannot begin at 2025-03-01T00:00:00Z")
                .hasMessageContaining("from = \"2025-03-01T00:00:00Z\"");
    }

    @Test
    void aSourceThatKnowsTimesBeginsThere() throws IOException {
        try (Pages pages = new Pages("src", Map.of("timed", new Timed()), trial.clock())) {
            Resumption plan = Resumption.of(
                    trial.spec(pages),
                    trial.ledger(),
                    document(ConnectorDocument.FOREIGN, Map.of()),
                    new Start.Time(TIME));

            assertThat(plan.states().get("timed"))
                    .returns(Optional.of("\"2025-03-01T00:00:00Z\""), CollectionState::cursor);
        }
    }

    /** Has nothing, from a time on. */
    private static final class Timed implements PagedSource<Instant>, BeginsAtTime<Instant> {
        @Override
        public Instant first() {
            return Instant.EPOCH;
        }

        @Override
        public Instant at(Instant time) {
            return time;
        }

        @Override
        public String encode(Instant position) {
            return "\"" + position + "\"";
        }

        @Override
        public Instant decode(String json) {
            return Instant.parse(json.substring(1, json.length() - 1));
        }

        @Override
        public Optional<Page<Instant>> next(Instant position) {
            return Optional.empty();
        }
    }
}
