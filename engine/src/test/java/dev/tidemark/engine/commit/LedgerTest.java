package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Staged;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant DAY = Instant.parse("2026-03-05T00:00:00Z");
    private static final Range THAT_DAY = new Range(DAY, DAY.plus(1, ChronoUnit.DAYS));
    private static final Schema SCHEMA = new Schema(List.of(
            Column.of("tp_timestamp", Type.Scalar.TIMESTAMP),
            Column.of("line", Type.Scalar.VARCHAR),
            Column.of("tp_source_location", Type.Scalar.VARCHAR)));

    private static final Mark MARK = new Mark(DAY, 1, 1, "");

    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();

    @Test
    void claimsAreNumberedFromOneOn() throws IOException {
        Ledger ledger = open("web");

        assertThat(ledger.number()).isZero();
        assertThat(ledger.commit(List.of(chunk(0, "s", "a")), Replacement.NONE)).isEqualTo(1);
        assertThat(ledger.commit(List.of(chunk(1, "s", "b"), chunk(2, "t", "c")), Replacement.NONE))
                .isEqualTo(2);
        assertThat(lines()).containsExactly("a", "b", "c");
        assertThat(open("web").streams()).containsExactly("s", "t");
        assertThat(open("web").number()).isEqualTo(2);
    }

    @Test
    @DisplayName("checkpoint-in-quiet-stream: a claim without rows changes the state")
    void aClaimMayOnlyChangeTheState() throws IOException {
        Prepared empty = new Prepared(
                0, Optional.empty(), RowCounts.NONE, Map.of("s", increment("empty.log")), List.of(), List.of());
        open("web").commit(List.of(empty), Replacement.NONE);

        assertThat(open("web").state("s").mark("empty.log")).isPresent();
        assertThat(sink.published("web")).contains(1L);
    }

    @Test
    @DisplayName("two-runs-at-once, eos-off-by-default: who comes second is told, and nothing of it is counted")
    void whoCommitsSecondIsTold() throws IOException {
        Ledger first = open("web");
        Ledger second = open("web");
        first.commit(List.of(chunk(0, "s", "a")), Replacement.NONE);

        assertThatThrownBy(() -> second.commit(List.of(chunk(0, "s", "b")), Replacement.NONE))
                .isInstanceOf(StaleStateException.class);
        assertThatThrownBy(() -> second.state("s"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open another");
        assertThat(lines()).containsExactly("a");
        assertThat(open("web").state("s").mark("b")).isEmpty();
    }

    @Test
    @DisplayName("later-batch-overtakes-failed: chunks with a hole between them are refused")
    void chunksMustFollowEachOther() throws IOException {
        Ledger ledger = open("web");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.commit(List.of(chunk(0, "s", "a"), chunk(2, "s", "c")), Replacement.NONE))
                .withMessage("chunk 2 does not follow chunk 0");
        ledger.commit(List.of(chunk(0, "s", "a")), Replacement.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ledger.commit(List.of(chunk(2, "s", "c")), Replacement.NONE))
                .withMessage("chunk 2 does not follow chunk 0");
    }

    @Test
    @DisplayName("shared-registry-cleanup, one-class-one-file: sources and streams with similar names are apart")
    void sourcesAndStreamsAreApart() throws IOException {
        List<String> names = List.of("a", "a/b", "a%2Fb", "a.b", "..", "A".repeat(300), "A".repeat(299) + "B");
        for (String name : names) {
            open(name).commit(List.of(chunk(0, name, "row of " + name)), Replacement.NONE);
            open("web").commit(List.of(chunk(0, name, "stream " + name)), Replacement.NONE);
        }
        new SourceState("a", store, blobs, sink, Scene.clock()).reset();

        assertThat(open("a").streams()).isEmpty();
        assertThat(open("web").streams()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names.subList(1, names.size())) {
            assertThat(open(name).streams()).containsExactly(name);
            assertThat(open("web").state(name).ids().size()).isEqualTo(1);
        }
    }

    @Test
    void aRangeIsReplacedInRowsAndStateAtOnce() throws IOException {
        Ledger ledger = open("web");
        ledger.commit(List.of(chunk(0, "s", "old")), Replacement.NONE);
        ledger.complete("s", new Range(DAY.minus(3, ChronoUnit.DAYS), THAT_DAY.to()), Granularity.DAY);
        ledger.commit(
                List.of(chunk(1, "s", "new")),
                new Replacement(Optional.of(THAT_DAY), List.of(Replaced.all(Set.of("/logs/old")))));

        CollectionState state = open("web").state("s");
        assertThat(lines()).containsExactly("new");
        assertThat(state.mark("new")).isPresent();
        assertThat(state.covers(THAT_DAY)).isFalse();
        assertThat(state.covers(new Range(DAY.minus(3, ChronoUnit.DAYS), DAY))).isTrue();
    }

    @Test
    void aRangeThatAnotherReplacedMeanwhileIsNotTakenForComplete() throws IOException {
        Ledger slow = open("web");
        slow.commit(List.of(chunk(0, "s", "old")), Replacement.NONE);
        open("web").commit(List.of(), new Replacement(Optional.of(THAT_DAY), List.of()));

        assertThatThrownBy(() -> slow.complete("s", THAT_DAY, Granularity.DAY)).isInstanceOf(StaleStateException.class);
        assertThat(open("web").state("s").covers(THAT_DAY)).isFalse();
    }

    @Test
    void whatChangesNothingIsNotSavedAgain() throws IOException {
        Ledger ledger = open("web");
        ledger.complete("s", THAT_DAY, Granularity.DAY);
        String version = store.load("web/streams/s").orElseThrow().version();
        ledger.complete("s", THAT_DAY, Granularity.DAY);
        ledger.complete("new", new Range(DAY, DAY), Granularity.DAY);

        assertThat(store.load("web/streams/s").orElseThrow().version()).isEqualTo(version);
        assertThat(store.keys("")).containsExactly("web/streams/s");
    }

    @Test
    void aDocumentSaysWhatItsSourceIs() throws IOException {
        Ledger ledger = open("web");
        ledger.describe(Map.of("connector", "file"));
        ledger.commit(List.of(chunk(0, "s", "a")), Replacement.NONE);

        StateDocument document = document("web/streams/s");
        assertThat(document.metadata()).containsEntry("connector", "file");
        assertThat(document.version()).isEqualTo(1);
    }

    @Test
    void oldManifestsAreForgottenTheLastOnesKept() throws IOException {
        Ledger ledger = open("web");
        for (int chunk = 0; chunk < 2 * Ledger.HISTORY + 5; chunk++) {
            ledger.commit(List.of(chunk(chunk, "s", "line")), Replacement.NONE);
        }
        open("web");

        assertThat(blobs.names("manifests/web/")).hasSize(Ledger.HISTORY);
        assertThat(open("web").number()).isEqualTo(2 * Ledger.HISTORY + 5);
    }

    private Ledger open(String source) throws IOException {
        return Ledger.open(source, store, blobs, sink, Scene.clock());
    }

    private Prepared chunk(long number, String stream, String line) throws IOException {
        try (ChunkWriter writer = sink.begin(Scene.TABLE, SCHEMA, "web")) {
            Row row = new Row(SCHEMA);
            byte[] bytes = line.getBytes(UTF_8);
            row.time(0, ChronoUnit.MICROS.between(Instant.EPOCH, DAY));
            row.text(1, bytes, 0, bytes.length);
            byte[] location = ("/logs/" + line).getBytes(UTF_8);
            row.text(2, location, 0, location.length);
            writer.append(row);
            Staged staged = writer.prepare();
            return new Prepared(
                    number,
                    Optional.of(staged),
                    new RowCounts(1, 1, 0, 0),
                    Map.of(stream, increment(line)),
                    List.of(),
                    List.of(new ArtifactRows(
                            stream, line, "/logs/" + line, Optional.of(MARK), new RowCounts(1, 1, 0, 0))));
        }
    }

    private static Increment increment(String id) {
        return new Increment(
                Increment.Order.UNORDERED, Granularity.UNKNOWN, Instant.EPOCH, Instant.EPOCH, Map.of(id, MARK));
    }

    private List<String> lines() {
        return sink.rows(Scene.TABLE, List.of("line")).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private StateDocument document(String key) throws IOException {
        return StateDocument.decode(key, store.load(key).orElseThrow().value());
    }
}
