package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.state.Mark;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What claims stored stays known when their manifests are gone. */
class AccountsTest {
    private static final Instant DAY = Instant.parse("2026-03-05T00:00:00Z");

    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();
    private long chunks;

    @Test
    void whatWasStoredIsKnownForGood() throws IOException {
        Ledger ledger = open();
        commit(ledger, Replacement.NONE, read("replaced", 7, 1));
        for (int claim = 1; claim < 3 * Ledger.HISTORY; claim++) {
            Replaced some = new Replaced(Set.of("/logs/replaced"), Range.ALL);
            boolean replaces = claim == 1500;
            commit(
                    ledger,
                    replaces ? new Replacement(Optional.empty(), List.of(some)) : Replacement.NONE,
                    read("growing", 2, claim),
                    replaces ? read("replaced", 9, claim) : read("file " + claim, 1, claim));
        }
        Map<String, Long> before = stored(ledger);
        open();
        Ledger folded = open();

        assertThat(blobs.names("manifests/web/")).hasSize(Ledger.HISTORY);
        assertThat(blobs.names("accounts/web/")).hasSize(1);
        assertThat(stored(folded)).isEqualTo(before).hasSize(3000);
        assertThat(before).containsEntry("growing", 2 * 2999L).containsEntry("replaced", 9L);
        assertThat(newest(folded, "growing")).contains(new Mark(DAY, 2999, 2999, "t"));
    }

    @Test
    void ofADocumentThatIsDamagedIsSaidWhatItIsFor() throws IOException {
        Ledger ledger = open();
        for (int claim = 0; claim < 2 * Ledger.HISTORY; claim++) {
            commit(ledger, Replacement.NONE, read("a", 1, claim));
        }
        Ledger folded = open();
        String name = blobs.names("accounts/web/").getFirst();
        blobs.delete(name);
        blobs.write(name, "no gzip".getBytes(UTF_8));

        commit(folded, Replacement.NONE, read("b", 1, 1));
        assertThatThrownBy(() -> stored(folded))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("put back from a copy");
    }

    @Test
    void afterAResetNothingOfWhatWasBeforeIsTold() throws IOException {
        Ledger ledger = open();
        commit(ledger, Replacement.NONE, read("a", 3, 1));
        new SourceState("web", store, blobs, sink, Scene.clock()).reset();
        Ledger again = open();
        assertThat(stored(again)).isEmpty();
        commit(again, Replacement.NONE, read("a", 4, 1));

        assertThat(stored(again)).containsEntry("a", 4L);
    }

    @Test
    void onlyWhatCameAfterAClaimIsTold() throws IOException {
        Ledger ledger = open();
        commit(ledger, Replacement.NONE, read("a", 3, 1));
        long known = ledger.number();
        commit(ledger, Replacement.NONE, read("b", 4, 1));

        List<String> told = new ArrayList<>();
        ledger.accountsAfter(known, new Told(told));
        assertThat(told).containsExactly("b");
        told.clear();
        ledger.accountsAfter(ledger.number(), new Told(told));
        assertThat(told).isEmpty();
    }

    private record Told(List<String> ids) implements AccountVisitor {
        @Override
        public void stored(ArtifactRows rows) {
            ids.add(rows.id());
        }

        @Override
        public void replaced(Replaced replaced) {}
    }

    private static Map<String, Long> stored(Ledger ledger) throws IOException {
        Map<String, Long> stored = new TreeMap<>();
        Set<String> gone = new HashSet<>();
        ledger.accounts(new AccountVisitor() {
            @Override
            public void stored(ArtifactRows rows) {
                if (!gone.contains(rows.location())) {
                    stored.merge(rows.id(), rows.rows().stored(), Long::sum);
                }
            }

            @Override
            public void replaced(Replaced replaced) {
                gone.addAll(replaced.locations());
            }
        });
        return stored;
    }

    private static Optional<Mark> newest(Ledger ledger, String id) throws IOException {
        List<Mark> marks = new ArrayList<>();
        ledger.accounts(new AccountVisitor() {
            @Override
            public void stored(ArtifactRows rows) {
                if (rows.id().equals(id)) {
                    rows.mark().ifPresent(marks::add);
                }
            }

            @Override
            public void replaced(Replaced replaced) {}
        });
        return marks.stream().findFirst();
    }

    private void commit(Ledger ledger, Replacement replacement, ArtifactRows... artifacts) throws IOException {
        Prepared chunk =
                new Prepared(chunks++, Optional.empty(), RowCounts.NONE, Map.of(), List.of(), List.of(artifacts));
        ledger.commit(List.of(chunk), replacement);
    }

    private static ArtifactRows read(String id, long rows, long next) {
        Mark mark = new Mark(DAY, next, next, "t");
        return new ArtifactRows("s", id, "/logs/" + id, Optional.of(mark), new RowCounts(rows, rows, 0, 0));
    }

    private Ledger open() throws IOException {
        return Ledger.open("web", store, blobs, sink, Scene.clock());
    }
}
