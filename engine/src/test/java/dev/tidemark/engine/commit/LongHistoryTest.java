package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Replaced;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of thousands of claims the last ones can be told, and the state does not hang on those that cannot. */
class LongHistoryTest {
    private static final int CLAIMS = 2 * Ledger.HISTORY + 500;

    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();

    @Test
    void theLastThousandClaimsCanBeToldAndTheStateIsMadeAgain() throws IOException {
        Ledger ledger = open();
        for (int claim = 1; claim <= CLAIMS; claim++) {
            ledger.commit(List.of(Lone.chunk(claim)), Replacement.NONE);
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
                ledger.commit(List.of(Lone.chunk(claim > 900 ? claim - 1 : claim)), Replacement.NONE);
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

    @Test
    void whatWasStoredCanBeToldAfterGoingBackThroughWhatWasSummedUp() throws IOException {
        Ledger ledger = open();
        commit(ledger, 1, Ledger.HISTORY + 100);
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());
        state.rewind(Ledger.HISTORY + 50);
        ledger = open();
        commit(ledger, Ledger.HISTORY + 102, 2 * Ledger.HISTORY + 60);
        open(); // sums up, between what the rewind went back to and the rewind
        long before = state.claim();
        state.rewind(before - 5);
        assertThat(accounted()).isEqualTo(before - 5 - 51);
        ledger = open();
        commit(ledger, Math.toIntExact(before) + 2, 3 * Ledger.HISTORY + 100);
        ledger = open(); // sums up once more
        assertThat(accounted()).isEqualTo(ledger.number() - 51 - 6);
    }

    @Test
    void whatWasStoredCanBeToldAfterAResetIsTakenBackThatWasBeforeWhatWasSummedUp() throws IOException {
        Ledger ledger = open();
        commit(ledger, 1, 2 * Ledger.HISTORY - 100);
        ledger.reset();
        commit(open(), 2 * Ledger.HISTORY - 98, 2 * Ledger.HISTORY);
        open(); // sums up the first thousand, of which nothing is counted now
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());
        assertThat(accounted()).isEqualTo(99);
        state.rewind(2 * Ledger.HISTORY - 100);
        assertThat(accounted()).isEqualTo(2L * Ledger.HISTORY - 100);
    }

    @Test
    @DisplayName("older-savepoint: a register from before old claims were summed up")
    void aRegisterFromBeforeOldClaimsWereSummedUpIsBroughtBack() throws IOException {
        Ledger ledger = open();
        commit(ledger, 1, 2 * Ledger.HISTORY - 100);
        Map<String, String> copy = Keeping.values(store);
        SourceState state = new SourceState("web", store, blobs, sink, Scene.clock());
        SourceExport export = state.export().orElseThrow();
        commit(ledger, 2 * Ledger.HISTORY - 99, CLAIMS);
        open(); // sums up
        for (Map.Entry<String, String> each : copy.entrySet()) {
            Keeping.put(store, each.getKey(), each.getValue().getBytes(UTF_8));
        }
        assertThat(open().state("s").ids().size()).isEqualTo(CLAIMS);
        assertThat(accounted()).isEqualTo(CLAIMS);

        Keeping.clear(store);
        state.bring(export).run();
        assertThat(open().state("s").ids().size()).isEqualTo(CLAIMS);
        assertThat(accounted()).isEqualTo(CLAIMS);
    }

    /** Commits chunks with the numbers of their claims. */
    private static void commit(Ledger ledger, int first, int last) throws IOException {
        for (int claim = first; claim <= last; claim++) {
            assertThat(ledger.commit(List.of(Lone.chunk(claim)), Replacement.NONE))
                    .isEqualTo(claim);
        }
    }

    /** How many files claims account for that are counted. */
    private long accounted() throws IOException {
        long[] files = {0};
        open().accounts(new AccountVisitor() {
            @Override
            public void stored(ArtifactRows rows) {
                files[0]++;
            }

            @Override
            public void replaced(Replaced replaced) {
                throw new AssertionError(replaced);
            }
        });
        return files[0];
    }

    private Ledger open() throws IOException {
        return Ledger.open("web", store, blobs, sink, Scene.clock());
    }
}
