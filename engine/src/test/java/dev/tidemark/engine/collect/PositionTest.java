package dev.tidemark.engine.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.paged.Pages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions of sources that are read on from them, as they are saved and read back. */
class PositionTest {
    private final Feed feed = new Feed("1", "2", "3", "4", "5");
    private final FeedTrial trial = new FeedTrial(feed);

    @Test
    @DisplayName("missing-is-not-broken: a position that the source does not understand stops it")
    void aPositionThatCannotBeDecodedStopsTheSource() throws IOException {
        trial.collect();
        trial.cursor(Optional.of("{\"page\":\"x\"}"));
        int asked = feed.asked();
        assertThatThrownBy(trial::collect)
                .isInstanceOf(CorruptStateException.class)
                .hasMessage("the position of feed in the state of src cannot be used: the source does not understand"
                        + " {\"page\":\"x\"}: a line number is expected. Bring the state back from a copy with 'tidemark"
                        + " state import', collect with the version of the source that wrote it, or begin again on"
                        + " purpose where a first run does, after 'tidemark state reset src feed'");
        assertThat(feed.asked()).isEqualTo(asked);
        assertThat(trial.texts()).hasSize(5);
    }

    @Test
    void aPositionThatIsLostIsMadeAgainFromTheClaims() throws IOException {
        trial.collect();
        feed.add("6");
        trial.collect();
        trial.cursor(Optional.of("\"damaged\""));
        StateStore.Entry entry = trial.store.load(FeedTrial.DOCUMENT).orElseThrow();
        trial.store.delete(FeedTrial.DOCUMENT, entry.version());
        state().rebuild().run();
        assertThat(trial.cursor("feed")).contains("{\"line\":6}");
        assertThat(trial.collect().rows()).isEqualTo(RowCounts.NONE);
    }

    @Test
    void aRewindGoesBackToThePositionOfAClaim() throws IOException {
        trial.collect();
        long claim = state().claim();
        feed.add("6");
        trial.collect();
        state().rewind(claim);
        assertThat(trial.cursor("feed")).contains("{\"line\":5}");
        assertThat(trial.collect().rows().stored()).isEqualTo(1);
    }

    private SourceState state() {
        return new SourceState("src", trial.store, trial.blobs, trial.sink, trial.clock());
    }

    @Test
    void theStateOfAnotherSourceIsNotTakenForAFirstRun() throws IOException {
        Trial files = new Trial();
        files.put("a", "2025-03-01", "1");
        files.collect("2025-03-05");
        Pages pages = new Pages("src", Map.of("stream", feed), trial.clock());
        assertThatThrownBy(() -> files.collect(pages))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("the position of stream in the state of src cannot be used: there is none, though"
                        + " something is counted: it is the state of another source");
    }

    @Test
    @DisplayName("big-integer-cursor: numbers of a position keep every digit")
    void aPositionComesBackAsItWas() throws IOException {
        String position = "{\"id\":9007199254740993,\"rate\":1.10,\"key\":123456789012345678901234567890}";
        Verbatim source = new Verbatim(position);
        collect(source);
        assertThat(trial.cursor("feed")).contains(position);
        collect(source);
        assertThat(source.asked).containsExactly("0", position, position);
    }

    /** One page, which ends at a position that is its own text. */
    private static final class Verbatim implements PagedSource<String> {
        private final String end;
        private final List<String> asked = new ArrayList<>();

        Verbatim(String end) {
            this.end = end;
        }

        @Override
        public String first() {
            return "0";
        }

        @Override
        public String encode(String position) {
            return position;
        }

        @Override
        public String decode(String json) {
            return json;
        }

        @Override
        public Optional<Page<String>> next(String position) {
            asked.add(position);
            return position.equals("0") ? Optional.of(new Page<>(new byte[0], end)) : Optional.empty();
        }
    }

    @Test
    @DisplayName("repeated-token: a source that gives the position which it was asked with")
    void aPositionThatDoesNotMoveIsAnError() {
        PagedSource<Integer> stuck = new Stuck(1, "1");
        assertThatThrownBy(() -> collect(stuck))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the position of feed in the state of src does not move: a page of 3 bytes ends where it"
                        + " begins, at 1. A source that has nothing new must return no page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"a\":1", "1 2"})
    void aPositionThatIsNotJsonIsNeverSaved(String written) {
        assertThatThrownBy(() -> collect(new Stuck(1, written)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the position of feed in the state of src cannot be saved: the source wrote "
                        + written + ", which is not JSON: ");
        assertThat(trial.store.keys("src/streams")).isEmpty();
    }

    @Test
    void aPositionThatCannotBeReadBackIsNeverSaved() {
        assertThatThrownBy(() -> collect(new Stuck(0, "\"#\"")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the position of feed in the state of src could not be read again: the source does not"
                        + " understand what it wrote, \"#\": For input string: \"\"#\"\"");
        assertThat(trial.texts()).isEmpty();
    }

    private void collect(PagedSource<?> source) throws IOException {
        try (Pages pages = new Pages("src", Map.of("feed", source), trial.clock())) {
            new SourceCollection(
                            trial.spec(pages), trial.store, trial.blobs, trial.sink, trial.clock(), trial.events::add)
                    .run(FeedTrial.options());
        }
    }

    /** Gives one line after position 0 or 1, and always says that it ends at 1, in one way or another. */
    private record Stuck(int begin, String written) implements PagedSource<Integer> {
        @Override
        public String encode(Integer position) {
            return position == 0 ? "0" : written;
        }

        @Override
        public Integer decode(String json) {
            return Integer.valueOf(json);
        }

        @Override
        public Optional<Page<Integer>> next(Integer position) {
            return Optional.of(new Page<>(new byte[3], 1));
        }

        @Override
        public Integer first() {
            return begin;
        }
    }
}
