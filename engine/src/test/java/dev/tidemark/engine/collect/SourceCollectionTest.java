package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event;
import dev.tidemark.api.Observer;
import dev.tidemark.api.Period;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemorySource;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceCollectionTest {
    private final MemorySource source = new MemorySource();
    private final MemoryStateStore store = new MemoryStateStore();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final MemorySink sink = new MemorySink();
    private Optional<Instant> begin = Optional.empty();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aSecondRunCollectsNothing() throws IOException {
        put("a", "2025-03-01", "1", "2");
        put("b", "2025-03-02", "3");

        assertThat(run("2025-03-05").rows().stored()).isEqualTo(3);
        Event.Summary second = run("2025-03-05");

        assertThat(second.rows().read()).isZero();
        assertThat(second.claims()).isZero();
        assertThat(second.clean()).isTrue();
        assertThat(texts()).containsExactly("1", "2", "3");
    }

    @Test
    void everyRowHasTheColumnsThatTheCollectionKnows() throws IOException {
        put("a", "2025-03-01", "1");
        run("2025-03-05");

        List<Object> row = new ArrayList<>(sink.rows(
                        "lines",
                        List.of("tp_partition", "tp_table", "tp_source_type", "tp_source_location", "tp_index"))
                .getFirst());
        assertThat(row).containsExactly("src", "lines", "file", "/logs/a", "default");
    }

    @Test
    void idsOfRowsAreUniqueAndTheSameInEveryCollection() throws IOException {
        put("a", "2025-03-01", "1", "2");
        put("b", "2025-03-01", "3");
        run("2025-03-05");
        List<?> ids = sink.rows("lines", List.of("text", "tp_id"));
        assertThat(sink.rows("lines", List.of("tp_id"))).doesNotHaveDuplicates();

        MemorySink again = new MemorySink();
        collection(source, again, new MemoryStateStore(), "2025-03-06").run(options(2));
        assertThat(again.rows("lines", List.of("text", "tp_id"))).containsExactlyInAnyOrderElementsOf(cast(ids));
    }

    @Test
    @DisplayName("row-accounting: read = stored + filtered + quarantined, of every artifact")
    void everyRecordReadIsAccountedFor() throws IOException {
        put("a", "2025-03-01", "1", "bad", "skip", "2");
        Event.Summary summary = run("2025-03-05");

        assertThat(summary.rows()).isEqualTo(new Event.RowCounts(4, 2, 1, 1));
        assertThat(summary.clean()).isFalse();
        assertThat(texts()).containsExactly("1", "2");
        String entry = new String(blobs.read(blobs.names("quarantine/src/").getFirst()), UTF_8);
        assertThat(entry).contains("\"location\":\"/logs/a\"", "\"ordinal\":2", "it has no time", "\"raw\":\"bad\"");
    }

    @Test
    void aBrokenArtifactIsSetAsideWholeAndTheOthersOfItsChunkAreStored() throws IOException {
        put("a", "2025-03-01", "1");
        put("b", "2025-03-01", "2", "torn");
        put("c", "2025-03-01", "3");
        Event.Summary summary = run("2025-03-05");

        assertThat(texts()).containsExactly("1", "3");
        assertThat(summary.setAside()).isEqualTo(1);
        assertThat(summary.problems())
                .containsExactly(new Problem("/logs/b", "it is set aside: it is torn at byte 16"));
        assertThat(run("2025-03-05").rows().read()).isZero();
    }

    @Test
    @DisplayName("older-after-transient-error: an artifact that cannot be read is collected by a later run")
    void whatCannotBeReadNowIsReadLater() throws IOException {
        put("a", "2025-03-01", "1");
        put("b", "2025-03-02", "2");
        put("c", "2025-03-03", "3");
        Event.Summary first = collection(new Unreadable(source, "b"), sink, store, "2025-03-05")
                .run(options(1));

        assertThat(first.problems()).containsExactly(new Problem("/logs/b", "it cannot be opened: no permission"));
        assertThat(texts()).containsExactly("1", "3");

        assertThat(run("2025-03-05").clean()).isTrue();
        assertThat(texts()).containsExactly("1", "2", "3");
    }

    @Test
    void aChunkThatChangesNothingDoesNotEndTheRun() throws IOException {
        put("a", "2025-03-01", "1");
        put("b", "2025-03-02", "2");
        put("c", "2025-03-03", "3");
        collection(new Unreadable(source, "b"), sink, store, "2025-03-05")
                .run(new RunOptions(Range.ALL, RunOptions.Mode.NEW, 1, Duration.ZERO, 1));
        assertThat(texts()).containsExactly("1", "3");

        assertThat(run("2025-03-05").clean()).isTrue();
        assertThat(texts()).containsExactly("1", "2", "3");
    }

    @Test
    void aBrokenArtifactThatWasOnlyTouchedStaysInQuarantine() throws IOException {
        put("b", "2025-03-04", "torn");
        run("2025-03-04");
        known("b", "/logs/b");
        run("2025-03-04");

        assertThat(replay(source).list()).hasSize(1);
    }

    @Test
    void aBrokenArtifactThatWasRenamedStaysInQuarantineWhateverLiesInItsPlace() throws IOException {
        put("b", "2025-03-04", "torn");
        run("2025-03-04");
        known("b", "/logs/b.1");
        byte[] content = Lines.content("2025-03-04", "1");
        Artifact next = Lines.artifact("c", "2025-03-04", content);
        source.put(
                new Artifact(
                        "c",
                        next.stream(),
                        "/logs/b",
                        next.period(),
                        next.changed().plusSeconds(1),
                        next.size(),
                        "",
                        0,
                        Map.of()),
                content);
        run("2025-03-04");

        assertThat(texts()).containsExactly("1");
        assertThat(replay(source).list()).hasSize(1);
    }

    @Test
    void recordsOfAnArtifactThatIsOverwrittenAreInQuarantineOnce() throws IOException {
        put("a", "2025-03-01", "1", "bad");
        run("2025-03-05");
        collection(source, sink, store, "2025-03-05")
                .run(new RunOptions(Range.ALL, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 10));

        assertThat(texts()).containsExactly("1");
        assertThat(replay(source).list()).hasSize(1);
        assertThat(replay(source).list().getFirst().entries()).hasSize(1);
    }

    @Test
    void aPeriodThatIsCoarserThanOthersOfItsStreamIsNotCompleteBeforeItsEnd() throws IOException {
        put("a", "2025-02-28", "1");
        month("m", "2025-03-01", "2");
        put("b", "2025-03-03", "3");
        run("2025-03-05");
        month("n", "2025-03-01", "4");
        run("2025-03-06");

        assertThat(texts()).containsExactly("1", "2", "3", "4");
        assertThat(run("2025-04-02").rows().read()).isZero();
    }

    @Test
    void afterALongPauseCollectingGoesOnWhereItEndedWhateverTheBeginningIs() throws IOException {
        put("a", "2025-03-01", "too old");
        put("b", "2025-03-05", "1");
        begin = Optional.of(Lines.time("2025-03-04"));
        run("2025-03-06");
        assertThat(texts()).containsExactly("1");

        put("c", "2025-03-08", "2");
        put("d", "2025-03-20", "3");
        begin = Optional.of(Lines.time("2025-03-18"));
        run("2025-03-21");

        assertThat(texts()).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("start-date-moved-back: exactly what lies between is added")
    void aBeginningMovedBackBringsWhatLiesBetween() throws IOException {
        put("a", "2025-03-01", "1");
        put("b", "2025-03-05", "2");
        begin = Optional.of(Lines.time("2025-03-04"));
        run("2025-03-06");
        begin = Optional.of(Lines.time("2025-03-01"));
        run("2025-03-07");
        assertThat(texts()).containsExactly("1", "2");
        assertThat(run("2025-03-07").rows().read()).isZero();
    }

    @Test
    void anArtifactWithinTheBoundsIsStoredWithAllItsRows() throws IOException {
        byte[] content = (Lines.time("2025-03-01").toEpochMilli() + " before midnight\n").getBytes(UTF_8);
        source.put(Lines.artifact("a", "2025-03-02", content), content);
        collection(source, sink, store, "2025-03-05")
                .run(new RunOptions(
                        new Range(Lines.time("2025-03-02"), Instant.MAX),
                        RunOptions.Mode.NEW,
                        1,
                        Duration.ofSeconds(5),
                        40));
        assertThat(texts()).containsExactly("before midnight");
    }

    @Test
    void overwritingReplacesTheRowsOfTheRangeAndNoOthers() throws IOException {
        put("a", "2025-03-01", "old 1");
        put("b", "2025-03-02", "old 2");
        run("2025-03-05");
        put("a", "2025-03-01", "new 1");
        put("b", "2025-03-02", "new 2");

        Range range = new Range(Lines.time("2025-03-02"), Lines.time("2025-03-03"));
        collection(source, sink, store, "2025-03-05")
                .run(new RunOptions(range, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 10));

        assertThat(texts()).containsExactly("new 2", "old 1");
    }

    @Test
    void overwritingReplacesAllRowsOfItsArtifactsAlsoThoseOfAnotherDay() throws IOException {
        long midnight = Lines.time("2025-03-02").toEpochMilli();
        put("before", "2025-03-01", "1");
        lines("crossing", "2025-03-01", (midnight - 1) + " 2\n" + midnight + " 3\n");
        lines("day", "2025-03-02", (midnight - 1) + " 4\n" + midnight + " 5\n");
        run("2025-03-05");
        lines("day", "2025-03-02", (midnight - 1) + " new 4\n" + midnight + " new 5\n");
        overwrite("2025-03-02", "2025-03-03");

        assertThat(texts()).containsExactly("1", "2", "3", "new 4", "new 5");
    }

    @Test
    void rowsOfArtifactsThatAreGoneStayWhenTheirTimeIsOverwritten() throws IOException {
        put("a", "2025-03-02", "1");
        put("b", "2025-03-02", "2");
        run("2025-03-05");
        source.remove("a");
        overwrite("2025-03-02", "2025-03-03");

        assertThat(texts()).containsExactly("1", "2");
    }

    @Test
    void anOverwriteThatWouldLoseRowsOfAnotherArtifactIsRefused() throws IOException {
        byte[] content = Lines.content("2025-03-02", "1");
        Artifact first = Lines.artifact("first", "2025-03-02", content);
        source.put(at("/logs/same", first), content);
        run("2025-03-03");
        source.remove("first");
        source.put(at("/logs/same", Lines.artifact("second", "2025-03-04", content)), content);
        run("2025-03-06");

        assertThatThrownBy(() -> overwrite("2025-03-04", "2025-03-05"))
                .hasMessage("src: nothing was overwritten, because rows of /logs/same were read of an artifact that is"
                        + " not there any more (first) and would be lost");
        assertThat(texts()).containsExactly("1", "1");
    }

    @Test
    void overwritingFromWithinAPeriodReplacesAllOfIt() throws IOException {
        put("a", "2025-03-01", "1");
        long midnight = Lines.time("2025-03-02").toEpochMilli();
        byte[] content = (midnight + " 2\n" + (midnight + 64_800_000) + " 3\n").getBytes(UTF_8);
        source.put(Lines.artifact("b", "2025-03-02", content), content);
        run("2025-03-05");

        Range range = new Range(Lines.time("2025-03-02").plusSeconds(43_200), Instant.MAX);
        RunOptions again = new RunOptions(range, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 10);
        collection(source, sink, store, "2025-03-05").run(again);
        assertThat(texts()).containsExactly("1", "2", "3");

        assertThat(run("2025-03-05").rows().read()).isZero();
    }

    @Test
    void aFailedOverwriteLeavesEverythingAsItWas() throws IOException {
        put("a", "2025-03-01", "old");
        run("2025-03-05");
        put("a", "2025-03-01", "new");

        SourceCollection collection = collection(new Unreadable(source, "a"), sink, store, "2025-03-05");
        assertThatThrownBy(() -> collection.run(
                        new RunOptions(Range.ALL, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 10)))
                .hasMessageContaining("src: nothing was overwritten");

        assertThat(texts()).containsExactly("old");
        assertThat(run("2025-03-05").rows().read()).isZero();
    }

    @Test
    @DisplayName("two-runs-at-once: collectors that race store each row once")
    void collectorsThatRaceStoreEachRowOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            put("f" + i, "2025-03-%02d".formatted(i / 4 + 1), "row " + i, "more " + i);
        }
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Event.Summary>> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int racer = 1; racer <= 4; racer++) {
                int chunkBytes = racer * 40;
                runs.add(threads.submit(() -> {
                    start.await();
                    return collection(source, sink, store, "2025-03-20")
                            .run(new RunOptions(Range.ALL, RunOptions.Mode.NEW, 2, Duration.ZERO, chunkBytes));
                }));
            }
            start.countDown();
        }
        long stored = 0;
        for (Future<Event.Summary> run : runs) {
            stored += run.get().rows().stored();
        }
        assertThat(stored).isEqualTo(80);
        assertThat(texts()).hasSize(80).doesNotHaveDuplicates();
    }

    private void put(String id, String day, String... texts) {
        byte[] content = Lines.content(day, texts);
        source.put(Lines.artifact(id, day, content), content);
    }

    private void lines(String id, String day, String lines) {
        byte[] content = lines.getBytes(UTF_8);
        source.put(Lines.artifact(id, day, content), content);
    }

    private static Artifact at(String location, Artifact artifact) {
        return new Artifact(
                artifact.id(),
                artifact.stream(),
                location,
                artifact.period(),
                artifact.changed(),
                artifact.size(),
                artifact.tag(),
                0,
                Map.of());
    }

    private Event.Summary overwrite(String from, String to) throws IOException {
        Range range = new Range(Lines.time(from), Lines.time(to));
        return collection(source, sink, store, "2025-03-06")
                .run(new RunOptions(range, RunOptions.Mode.OVERWRITE, 2, Duration.ofSeconds(5), 10));
    }

    private Event.Summary run(String today) throws IOException {
        return collection(source, sink, store, today).run(options(2));
    }

    private static RunOptions options(int workers) {
        return new RunOptions(Range.ALL, RunOptions.Mode.NEW, workers, Duration.ofSeconds(5), 40);
    }

    private SourceCollection collection(Source from, MemorySink into, MemoryStateStore state, String today) {
        SourceSpec spec = new SourceSpec("src", "file", from, Lines.TABLE, Optional.empty(), begin, Duration.ZERO);
        Observer observer = events::add;
        return new SourceCollection(spec, state, blobs, into, Clock.fixed(Lines.time(today), ZoneOffset.UTC), observer);
    }

    private void month(String id, String first, String... texts) {
        byte[] content = Lines.content(first, texts);
        Artifact day = Lines.artifact(id, first, content);
        Period month = new Period(Lines.time(first), Granularity.MONTH);
        source.put(
                new Artifact(id, "stream", day.location(), month, day.changed(), day.size(), "", 0, Map.of()), content);
    }

    /** A broken artifact of which only how it is remembered changed. */
    private void known(String id, String location) {
        byte[] content = Lines.content("2025-03-04", "torn");
        Artifact broken = Lines.artifact(id, "2025-03-04", content);
        source.put(
                new Artifact(
                        id,
                        broken.stream(),
                        location,
                        broken.period(),
                        broken.changed(),
                        broken.size(),
                        location + " again",
                        0,
                        Artifact.Content.KNOWN,
                        Map.of()),
                content);
    }

    private QuarantineReplay replay(Source from) {
        SourceSpec spec = new SourceSpec("src", "file", from, Lines.TABLE, Optional.empty(), begin, Duration.ZERO);
        Clock clock = Clock.fixed(Lines.time("2025-03-06"), ZoneOffset.UTC);
        return new QuarantineReplay(spec, store, blobs, sink, clock);
    }

    private List<String> texts() {
        return sink.rows("lines", List.of("text")).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .sorted()
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> cast(List<?> list) {
        return (List<T>) list;
    }
}
