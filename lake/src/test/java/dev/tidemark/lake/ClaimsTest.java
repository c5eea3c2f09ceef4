package dev.tidemark.lake;

import static dev.tidemark.lake.Logs.claim;
import static dev.tidemark.lake.Logs.lines;
import static dev.tidemark.lake.Logs.publish;
import static dev.tidemark.lake.Logs.query;
import static dev.tidemark.lake.Logs.replacing;
import static dev.tidemark.lake.Logs.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lake's claims promise beyond the contract of every sink. */
class ClaimsTest {
    /** Keeps few snapshots, so that few commits show what expires. */
    private static final LakeSettings FEW = new LakeSettings(Duration.ofHours(1), 3, 1 << 28);

    @TempDir
    Path folder;

    private Lake lake;
    private LakeSink sink;

    @BeforeEach
    void open() {
        lake = Lake.open(folder.resolve("lake"), Clock.systemUTC(), FEW);
        sink = new LakeSink(lake);
    }

    @AfterEach
    void close() {
        sink.close();
        lake.close();
    }

    @Test
    void lookingForClaimsMakesNoLake() throws IOException {
        assertThat(sink.published("web")).isEmpty();
        assertThat(lake.tables()).isEmpty();
        assertThat(lake.folder()).doesNotExist();
    }

    @Test
    void aClaimOfTwoTablesCountsOnceTheLastHasIt() throws Exception {
        Claim claim = claim("web", 1, stage(sink, "b", "web", 0, "in b"), stage(sink, "a", "web", 0, "in a"));
        publishTo("a", claim);
        assertThat(sink.published("web")).isEmpty();

        sink.publish(claim);
        sink.publish(claim);
        assertThat(sink.published("web")).contains(1L);
        assertThat(query(lake, "SELECT line FROM a UNION ALL SELECT line FROM b ORDER BY 1"))
                .containsExactly("in a", "in b");
    }

    /** What a collector does that dies after the first of the claim's tables. */
    private void publishTo(String table, Claim claim) throws IOException {
        List<Staged> chunks = claim.chunks().stream()
                .filter(chunk -> chunk.table().equals(table))
                .toList();
        publisher().publish(lake.find(table).orElseThrow(), claim, chunks, ClaimMark.PART);
    }

    private Publisher publisher() {
        Staging staging = new Staging(lake.folder());
        return new Publisher(lake, staging, new Rewriter(staging, lake.settings()));
    }

    @Test
    @DisplayName(
            "older-savepoint: numbers go on above the lake's highest after a state was lost, and new rows are kept")
    void numbersGoOnAboveTheHighest() throws Exception {
        publish(sink, "web", 1);
        publish(sink, "web", 2);
        long next = sink.published("web").orElseThrow() + 1;
        publish(sink, "web", next);

        assertThat(lines(lake)).containsExactlyInAnyOrder("web 1", "web 2", "web 3");
    }

    @Test
    @DisplayName("marker-snapshot-expired: a claim is known after its snapshot has gone")
    void aClaimOutlivesItsSnapshot() throws Exception {
        Claim old = claim("web", 1, stage(sink, "web", 0, "web 1"));
        sink.publish(old);
        for (int number = 1; number <= 2 * FEW.snapshotsKept(); number++) {
            publish(sink, "other", number);
        }
        assertThat(lake.find(Logs.TABLE).orElseThrow().table().snapshots())
                .noneSatisfy(snapshot -> assertThat(snapshot.summary()).containsKey(ClaimMark.WHOLE.key("web")));

        sink.publish(old);
        assertThat(lines(lake)).filteredOn(line -> line.startsWith("web")).containsExactly("web 1");
    }

    @Test
    void aReplacedArtifactIsReplacedInAllTablesOfTheSource() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "a", "web", 1, "old"), stage(sink, "b", "web", 1, "old")));
        sink.publish(claim("api", 1, stage(sink, "b", "api", 1, "other source")));
        sink.publish(replacing("web", 2, 1, stage(sink, "a", "web", 1, "new")));

        assertThat(query(lake, "SELECT line FROM a")).containsExactly("new");
        assertThat(query(lake, "SELECT line FROM b")).containsExactly("other source");
        assertThat(sink.published("web")).contains(2L);
    }

    @Test
    void filesWithoutRowsOfAReplacedArtifactAreNotWrittenAnewNorAreThoseWithNothingElse() throws Exception {
        sink.publish(claim(
                "web",
                1,
                stage(sink, "web", 1, "one"),
                stage(sink, "web", 2, "two"),
                stage(sink, "web", 3, "three"),
                stage(sink, "web", 25, "next day")));
        List<Path> before = Logs.files(lake, Logs.TABLE, "data");
        sink.publish(replacing("web", 2, 2));

        assertThat(Logs.files(lake, Logs.TABLE, "data")).isEqualTo(before);
        assertThat(lines(lake)).containsExactlyInAnyOrder("one", "three", "next day");
    }

    @Test
    void ofAFileThatHoldsOthersTooTheirRowsAreKept() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "web", 1, "one"), stage(sink, "web", 2, "two")));
        sink.publish(claim("api", 1, stage(sink, "api", 2, "other source")));
        new Compaction(lake).compact(Logs.TABLE);
        sink.publish(replacing("web", 2, 2, stage(sink, "web", 2, "new two")));

        assertThat(lines(lake)).containsExactlyInAnyOrder("one", "new two", "other source");
    }

    @Test
    void ofAnArtifactOnlyTheRowsOfARangeAreReplaced() throws Exception {
        sink.publish(claim("web", 1, stage(sink, "web", 1, "one"), stage(sink, "web", 2, "two")));
        Set<String> both = Set.of(Logs.location(1), Logs.location(2));
        Range second = new Range(Logs.hour(2), Logs.hour(3));
        sink.publish(new Claim("web", 2, List.of(), List.of(new Replaced(both, second))));

        assertThat(lines(lake)).containsExactly("one");
    }

    @Test
    void aTableThatDoesNotSayWhereRowsAreFromLosesNone() throws Exception {
        Schema narrow = new Schema(Logs.SCHEMA.columns().subList(0, 3));
        try (ChunkWriter writer = sink.begin("narrow", narrow, "web")) {
            Row row = new Row(narrow);
            row.time(0, Logs.micros(1));
            Logs.text(row, 1, "web");
            Logs.text(row, 2, "a");
            writer.append(row);
            sink.publish(claim("web", 1, writer.prepare()));
        }
        sink.publish(replacing("web", 2, 1));

        assertThat(query(lake, "SELECT line FROM narrow")).containsExactly("a");
        assertThat(sink.published("web")).contains(2L);
    }

    @Test
    void aStagedFileThatIsGoneStopsItsClaimAndSaysWhatToDo() throws Exception {
        Staged chunk = stage(sink, "web", 0, "a");
        for (Path file : Logs.files(lake, Logs.TABLE, "data")) {
            Files.delete(file);
        }

        assertThatThrownBy(() -> sink.publish(claim("web", 1, chunk)))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining(".parquet")
                .hasMessageContaining("it is missing")
                .hasMessageContaining("collect these rows again");
        assertThat(sink.published("web")).isEmpty();
    }

    @Test
    void manyClaimsLeaveBoundedMetadata() throws Exception {
        for (int number = 1; number <= 105; number++) {
            publish(sink, "web", number);
        }

        assertThat(lines(lake)).hasSize(105).doesNotHaveDuplicates();
        assertThat(Logs.files(lake, Logs.TABLE, "metadata")).hasSizeLessThan(130);
        assertThat(lake.find(Logs.TABLE).orElseThrow().table().snapshots())
                .hasSizeLessThanOrEqualTo(FEW.snapshotsKept() + 1);
    }

    @Test
    void aClaimWithoutFilesCostsNoCommitOfATable() throws Exception {
        publish(sink, "web", 1);
        List<Path> before = Logs.files(lake, Logs.TABLE, "metadata");
        sink.publish(claim("web", 2));
        sink.publish(claim("web", 1));

        assertThat(sink.published("web")).contains(2L);
        assertThat(Logs.files(lake, Logs.TABLE, "metadata")).isEqualTo(before);
    }

    @Test
    void whatAnOverwriteReplacedStaysForTheRetentionAndThenGoes() throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        sink.publish(claim("web", 1, stage(sink, "web", 0, "old")));
        List<Path> old = Logs.files(lake, Logs.TABLE, "data");
        sink.publish(replacing("web", 2, 0, stage(sink, "web", 0, "new")));
        for (int number = 3; number <= 2 * FEW.snapshotsKept(); number++) {
            publish(sink, "web", number);
        }
        assertThat(Logs.files(lake, Logs.TABLE, "data")).containsAll(old);

        try (Lake aged = Lake.open(lake.folder(), later, FEW);
                LakeSink agedSink = new LakeSink(aged)) {
            publish(agedSink, "web", 100);
        }
        assertThat(Logs.files(lake, Logs.TABLE, "data")).doesNotContainAnyElementsOf(old);
        assertThat(lines(lake)).contains("new", "web 100");
    }
}
