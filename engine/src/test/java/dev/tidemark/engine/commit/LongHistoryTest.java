package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of thousands of claims the last ones can be told, and the state does not hang on those that cannot. */
class LongHistoryTest {
    private static final Instant DAY = Instant.parse("2026-03-05T00:00:00Z");
    private static final int CLAIMS = 2 * Ledger.HISTORY + 500;

    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();

    @Test
    void theLastThousandClaimsCanBeToldAndTheStateIsMadeAgain() throws IOException {
        Ledger ledger = open();
        for (int claim = 1; claim <= CLAIMS; claim++) {
            ledger.commit(List.of(chunk(claim)), Replacement.NONE);
        }
        open();
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());
        long oldest = CLAIMS - Ledger.HISTORY;

        assertThat(state.history(Integer.MAX_VALUE)).hasSize(Ledger.HISTORY);
        assertThat(state.states(oldest).get("s").ids().size()).isEqualTo((int) oldest);
        assertThat(state.states(CLAIMS - 7).get("s").ids().size()).isEqualTo(CLAIMS - 7);
        assertThatThrownBy(() -> state.states(oldest - 1))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("manifests/web/");

        Map<String, String> before = Keeping.values(store);
        Keeping.clear(store);
        state.rebuild().run();
        assertThat(Keeping.values(store).get("web/claims")).isEqualTo(before.get("web/claims"));
        assertThat(open().state("s").ids().size()).isEqualTo(CLAIMS);
    }

    @Test
    void aStateThatWasResetIsKeptTrackOfLikeAnyOther() throws IOException {
        Ledger ledger = open();
        for (int claim = 1; claim <= CLAIMS; claim++) {
            if (claim == 900) {
                ledger.reset();
            } else {
                ledger.commit(List.of(chunk(claim > 900 ? claim - 1 : claim)), Replacement.NONE);
            }
        }
        open();
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());

        assertThat(state.states(CLAIMS - Ledger.HISTORY).get("s").ids().size())
                .isEqualTo(CLAIMS - Ledger.HISTORY - 900);
        Keeping.clear(store);
        state.rebuild().run();
        assertThat(open().state("s").ids().size()).isEqualTo(CLAIMS - 900);
    }

    private Prepared chunk(int number) {
        Mark mark = new Mark(DAY, number, number, "t");
        Map<String, Mark> one = Map.of("file " + number, mark);
        Increment increment = new Increment(Increment.Order.UNORDERED, Granularity.UNKNOWN, DAY, DAY, one);
        ArtifactRows rows = new ArtifactRows(
                "s", "file " + number, "/logs/" + number, Optional.of(mark), new RowCounts(1, 1, 0, 0));
        return new Prepared(number, Optional.empty(), rows.rows(), Map.of("s", increment), List.of(), List.of(rows));
    }

    private Ledger open() throws IOException {
        return Ledger.open("web", store, blobs, sink, Scene.clock());
    }
}
