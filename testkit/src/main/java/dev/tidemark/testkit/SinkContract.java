package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Census;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every sink does that commits rows together with their claim. */
public abstract class SinkContract {
    private static final String TABLE = "lines";
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Column> COLUMNS = List.of(
            Column.of("tp_timestamp", Type.Scalar.TIMESTAMP),
            Column.of("tp_partition", Type.Scalar.VARCHAR),
            Column.of("line", Type.Scalar.VARCHAR),
            Column.of("tp_source_location", Type.Scalar.VARCHAR),
            Column.of("tp_id", Type.Scalar.VARCHAR));
    private static final Schema SCHEMA = new Schema(COLUMNS);
    private static final Schema WIDER = new Schema(IntStream.range(0, 6)
            .mapToObj(i -> i < 5 ? COLUMNS.get(i) : Column.of("number", Type.Scalar.BIGINT))
            .toList());

    private final List<Sink> opened = new ArrayList<>();
    private Sink sink = new MemorySink();

    /** Opens a sink on the place of this test, empty at first; called again it opens another on the same place. */
    protected abstract Sink open() throws Exception;

    /**
     * The rows that a reader sees now, in any order: of each the values of the named columns, texts as String, numbers
     * as Long, null where there is none. Empty if the table is not there.
     */
    protected abstract List<List<@Nullable Object>> rows(String table, List<String> columns) throws Exception;

    /** Counts what is in the place of this test. */
    protected abstract Census census() throws Exception;

    /** How many things the sink holds for rows, published or not: files, say. */
    protected abstract long held() throws Exception;

    @BeforeEach
    void openSink() throws Exception {
        sink = another();
    }

    @AfterEach
    void closeSinks() throws IOException {
        for (Sink each : opened) {
            each.close();
        }
    }

    @Test
    void nothingIsVisibleBeforeItIsPublished() throws Exception {
        Staged chunk = stage("web", 0, "a", "b");
        assertThat(lines()).isEmpty();
        assertThat(sink.published("web")).isEmpty();

        sink.publish(claim("web", 1, chunk));
        assertThat(lines()).containsExactlyInAnyOrder("a", "b");
        assertThat(sink.published("web")).contains(1L);
    }

    @Test
    void aPreparedChunkSaysHowManyRowsItHolds() throws Exception {
        Staged chunk = stage("web", 0, "a", "b", "c");

        assertThat(chunk.table()).isEqualTo(TABLE);
        assertThat(chunk.rows()).isEqualTo(3);
    }

    @Test
    void publishingTwiceIsPublishingOnce() throws Exception {
        Claim claim = claim("web", 1, stage("web", 0, "a"));
        sink.publish(claim);
        sink.publish(claim);
        another().publish(claim);

        assertThat(lines()).containsExactly("a");
    }

    @Test
    @DisplayName("commit-lands-after-the-check: an older claim is without effect once a later one is published")
    void anOlderClaimIsWithoutEffect() throws Exception {
        Claim first = claim("web", 1, stage("web", 0, "a"));
        Claim second = claim("web", 2, stage("web", 0, "b"));
        sink.publish(first);
        sink.publish(second);
        sink.publish(first);
        sink.publish(claim("web", 1, stage("web", 0, "zombie")));

        assertThat(lines()).containsExactlyInAnyOrder("a", "b");
        assertThat(sink.published("web")).contains(2L);
    }

    @Test
    @DisplayName("two-commits-one-checkpoint: each claim has a number of its own, and both are published")
    void numbersMayLeaveHoles() throws Exception {
        sink.publish(claim("web", 3, stage("web", 0, "a")));
        sink.publish(claim("web", 7, stage("web", 0, "b")));

        assertThat(lines()).containsExactlyInAnyOrder("a", "b");
        assertThat(another().published("web")).contains(7L);
    }

    @Test
    @DisplayName("shared-registry-cleanup: claims of different sources do not disturb each other")
    void claimsOfDifferentSourcesDoNotDisturbEachOther() throws Exception {
        sink.publish(claim("web", 5, stage("web", 0, "web 5")));
        sink.publish(claim("api", 1, stage("api", 0, "api 1")));
        sink.publish(claim("web", 6, stage("web", 0, "web 6")));
        sink.publish(claim("api", 2, stage("api", 0, "api 2")));

        assertThat(lines()).containsExactlyInAnyOrder("web 5", "web 6", "api 1", "api 2");
        assertThat(sink.published("web")).contains(6L);
        assertThat(sink.published("api")).contains(2L);
        assertThat(sink.published("ap")).isEmpty();
    }

    @Test
    void chunksOfOneClaimBecomeVisibleTogether() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "a"), stage("web", 1, "b"), stage("web", 40, "c", "d")));

        assertThat(lines()).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void aClaimWithoutRowsIsRecorded() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "a")));
        sink.publish(claim("web", 2));

        assertThat(lines()).containsExactly("a");
        assertThat(sink.published("web")).contains(2L);
    }

    @Test
    void aChunkWithoutRowsCanBePublished() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0)));

        assertThat(lines()).isEmpty();
        assertThat(sink.published("web")).contains(1L);
    }

    @Test
    void manyThreadsThatPublishTheSameClaimsPublishThemOnce() throws Exception {
        List<Claim> claims = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            claims.add(claim("web", number, stage("web", number, "line " + number)));
        }
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Sink mine = i % 4 == 0 ? another() : sink;
            racers.add(() -> publishAll(mine, claims));
        }
        Racers.run(racers);

        assertThat(lines()).containsExactlyInAnyOrder("line 1", "line 2", "line 3", "line 4");
        assertThat(sink.published("web")).contains(4L);
    }

    @Test
    @DisplayName("position-never-ahead-of-rows: a chunk staged by a dead process is published by another")
    void aChunkOfADeadProcessIsPublishedFromItsContentsAlone() throws Exception {
        Staged prepared = stage("web", 0, "a", "b");
        sink.close();
        opened.remove(sink);

        Staged read = new Staged(prepared.table(), prepared.rows(), prepared.bytes(), prepared.contents());
        another().publish(claim("web", 1, read));
        assertThat(lines()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    @DisplayName("same-file-name-two-checkpoints: two attempts at one chunk are two chunks, one of them published")
    void ofTwoAttemptsAtAChunkOneIsPublished() throws Exception {
        Staged lost = stage("web", 0, "a");
        Staged kept = stage("web", 0, "a");
        assertThat(lost.contents()).isNotEqualTo(kept.contents());

        sink.publish(claim("web", 1, kept));
        assertThat(lines()).containsExactly("a");
    }

    @Test
    void aWiderSchemaAddsItsColumns() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "narrow")));
        Row row = row(WIDER, "web", 0, "wide");
        row.number(5, 7);
        sink.publish(claim("web", 2, stage(WIDER, "web", List.of(row))));
        sink.publish(claim("web", 3, stage("web", 0, "narrow again")));

        assertThat(rows(TABLE, List.of("line", "number")))
                .extracting(values -> values.get(0) + " " + values.get(1))
                .containsExactlyInAnyOrder("narrow null", "wide 7", "narrow again null");
    }

    @Test
    void aReplacedArtifactLosesItsOldRowsAndNoOthers() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "old 0"), stage("web", 24, "old 24"), stage("web", 48, "old 48")));
        sink.publish(claim("api", 1, stage("api", 24, "other source")));
        Staged fresh = stage("web", 24, "new 24");
        assertThat(lines()).contains("old 24").doesNotContain("new 24");

        sink.publish(new Claim("web", 2, List.of(fresh), List.of(Replaced.all(Set.of(location(24))))));
        assertThat(lines()).containsExactlyInAnyOrder("old 0", "new 24", "old 48", "other source");
    }

    @Test
    void rowsOfAReplacedArtifactMayLieAmongOthersAndNothingNewMayCome() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int hour = 0; hour < 6; hour++) {
            rows.add(row(SCHEMA, "web", hour, "hour " + hour));
        }
        sink.publish(claim("web", 1, stage(SCHEMA, "web", rows)));
        Replaced two = Replaced.all(Set.of(location(2), location(3), "/logs/of nothing.log"));
        sink.publish(new Claim("web", 2, List.of(), List.of(two)));

        assertThat(lines()).containsExactlyInAnyOrder("hour 0", "hour 1", "hour 4", "hour 5");
        assertThat(sink.published("web")).contains(2L);
    }

    @Test
    void severalReplacementsOfAClaimHoldEachForItsArtifactsAndTimes() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "a"), stage("web", 1, "b"), stage("web", 2, "c")));
        Replaced outOfRange = new Replaced(Set.of(location(0)), new Range(hour(1), hour(3)));
        Replaced inRange = new Replaced(Set.of(location(1)), new Range(hour(1), hour(3)));
        sink.publish(new Claim("web", 2, List.of(), List.of(outOfRange, inRange, Replaced.all(Set.of(location(2))))));

        assertThat(lines()).containsExactly("a");
    }

    @Test
    void aReplacingClaimPublishedAgainReplacesNothingMore() throws Exception {
        Claim replacing =
                new Claim("web", 2, List.of(stage("web", 0, "new")), List.of(Replaced.all(Set.of(location(0)))));
        sink.publish(claim("web", 1, stage("web", 0, "old")));
        sink.publish(replacing);
        sink.publish(claim("web", 3, stage("web", 0, "later")));
        sink.publish(replacing);

        assertThat(lines()).containsExactlyInAnyOrder("new", "later");
    }

    @Test
    void theCensusCountsTheRowsOfASourceByPlace() throws Exception {
        Census census = census();
        assertThat(count(visitor -> census.count("web", visitor))).isEmpty();
        sink.publish(claim("web", 1, stage("web", 0, "a", "b"), stage("web", 24, "c")));
        sink.publish(claim("web", 2, stage("web", 0, "d")));
        sink.publish(claim("api", 1, stage("api", 0, "other source")));
        stage("web", 0, "not published");

        assertThat(count(visitor -> census.count("web", visitor))).isEqualTo(Map.of(location(0), 3L, location(24), 1L));
        assertThat(count(visitor -> census.count("web", Set.of(location(24), location(48)), visitor)))
                .isEqualTo(Map.of(location(24), 1L));
        assertThat(count(visitor -> census.count("web", Set.of(), visitor))).isEmpty();
        assertThat(count(visitor -> census.count("none", visitor))).isEmpty();
    }

    @Test
    void theCensusFindsRowsOfASourceByTheirIds() throws Exception {
        Census census = census();
        assertThat(census.present("web", Set.of("id of a"))).isEmpty();
        sink.publish(claim("web", 1, stage("web", 0, "a", "b"), stage("web", 24, "c")));
        sink.publish(claim("api", 1, stage("api", 0, "other source")));
        stage("web", 0, "not published");

        assertThat(census.present("web", Set.of("id of a", "id of c", "id of d")))
                .containsExactlyInAnyOrder("id of a", "id of c");
        assertThat(census.present("web", Set.of("id of other source", "id of not published")))
                .isEmpty();
        assertThat(census.present("web", Set.of())).isEmpty();
        sink.publish(new Claim("web", 2, List.of(stage("web", 0, "new")), List.of(Replaced.all(Set.of(location(0))))));
        assertThat(census.present("web", Set.of("id of a", "id of new"))).containsExactly("id of new");
    }

    @Test
    void theCensusFindsRowsByIdsOfAnyLetters() throws Exception {
        Census census = census();
        List<String> letters =
                List.of("\ud83d\ude00", "\uff46", "plain", "it's \\ 100% \"_\"", "nul \0", "\udbff\udfff");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < letters.size(); i++) {
            sink.publish(claim("web", i + 1, stage("web", 24 * i, letters.get(i))));
            ids.add("id of " + letters.get(i));
        }
        assertThat(census.present("web", ids)).isEqualTo(ids);
        assertThat(census.present("web", Set.of("id of \ud83d\ude00", "id of \uff46")))
                .hasSize(2);
    }

    /** Something that counts. */
    private interface Counting {
        void tell(Census.Visitor visitor) throws Exception;
    }

    private static Map<String, Long> count(Counting counting) throws Exception {
        Map<String, Long> rows = new HashMap<>();
        counting.tell((location, count) -> rows.merge(location, count, Long::sum));
        return rows;
    }

    @Test
    void closingAWriterThatWasNotPreparedLeavesNothing() throws Exception {
        sink.publish(claim("web", 1, stage("web", 0, "a")));
        long before = held();
        try (ChunkWriter writer = sink.begin(TABLE, SCHEMA, "web")) {
            writer.append(row(SCHEMA, "web", 0, "dropped"));
        }

        assertThat(held()).isEqualTo(before);
        assertThat(lines()).containsExactly("a");
    }

    private Sink another() throws Exception {
        Sink another = open();
        opened.add(another);
        return another;
    }

    private List<String> lines() throws Exception {
        return rows(TABLE, List.of("line")).stream()
                .map(values -> String.valueOf(values.getFirst()))
                .toList();
    }

    private Staged stage(String source, int hour, String... lines) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(row(SCHEMA, source, hour, line));
        }
        return stage(SCHEMA, source, rows);
    }

    private Staged stage(Schema schema, String source, List<Row> rows) throws IOException {
        try (ChunkWriter writer = sink.begin(TABLE, schema, source)) {
            for (Row row : rows) {
                writer.append(row);
            }
            return writer.prepare();
        }
    }

    private static Row row(Schema schema, String source, int hour, String line) {
        Row row = new Row(schema);
        row.time(0, ChronoUnit.MICROS.between(Instant.EPOCH, hour(hour)));
        text(row, 1, source);
        text(row, 2, line);
        text(row, 3, location(hour));
        text(row, 4, "id of " + line);
        return row;
    }

    private static void text(Row row, int column, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        row.text(column, bytes, 0, bytes.length);
    }

    private static Instant hour(int hours) {
        return DAY.plus(hours, ChronoUnit.HOURS);
    }

    /** Where the rows of an hour are from. */
    private static String location(int hour) {
        return "/logs/" + hour + ".log";
    }

    private static Claim claim(String source, long number, Staged... chunks) {
        return new Claim(source, number, List.of(chunks));
    }

    /** Returns how often an outcome was unknown, so that a claim was published again. */
    private static int publishAll(Sink sink, List<Claim> claims) throws IOException {
        int again = 0;
        for (Claim claim : claims) {
            while (!published(sink, claim)) {
                if (++again > 100) {
                    throw new IOException("claim " + claim.number() + " cannot be published");
                }
            }
        }
        return again;
    }

    private static boolean published(Sink sink, Claim claim) {
        try {
            sink.publish(claim);
            return true;
        } catch (IOException e) {
            return false; // the contract: publish again
        }
    }
}
