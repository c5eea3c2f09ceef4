package dev.tidemark.engine.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Event;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.SourceRefusedException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.state.ErrorClass;
import dev.tidemark.engine.state.Result;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemorySource;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunRecordsTest {
    private static final Instant NOW = Lines.time("2025-03-05");

    private final MemorySource source = new MemorySource();
    private final MemoryStateStore memory = new MemoryStateStore();
    private final List<String> saves = new ArrayList<>();
    private final StateStore store = new SavesTold(memory, saves);
    private final MemorySink sink = new MemorySink();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aRunThatFindsNothingSavesItsBeginningAndItsEndOnly() throws IOException {
        put("a", "1", "2");
        run(source, NOW);
        Map<String, String> before = versions();
        saves.clear();
        run(source, NOW.plusSeconds(300));

        assertThat(saves).containsExactly("src/run", "src/records/stream");
        before.keySet().removeAll(saves);
        assertThat(versions()).containsAllEntriesOf(before);
        StreamRecord stream = stream();
        assertThat(stream.result()).isEqualTo(Result.NO_DATA);
        assertThat(stream.statistics().polls()).isEqualTo(2);
        assertThat(stream.reached().data()).contains(NOW);
        assertThat(stream.reached().success()).contains(NOW.plusSeconds(300));
        assertThat(stream.reached().frontier()).contains(NOW.plusSeconds(300));
        assertThat(stream.store().loads()).isPositive();
        assertThat(stream.store().saves()).isPositive();
    }

    @Test
    void whatWasReadIsCounted() throws IOException {
        put("a", "1", "bad", "skip", "2");
        put("b", "3", "torn");
        run(source, NOW);

        StreamRecord stream = stream();
        assertThat(stream.result()).isEqualTo(Result.OK);
        assertThat(stream.statistics().documents()).isEqualTo(4);
        assertThat(stream.totals().records()).isEqualTo(2);
        assertThat(stream.totals().quarantined()).isEqualTo(2);
        assertThat(stream.trouble().errors()).containsExactly(Map.entry(ErrorClass.DECODE, 2L));
        assertThat(stream.trouble().failures()).isZero();
        assertThat(stream.statistics().lastError().orElseThrow()).startsWith("/logs/");
    }

    @Test
    void theNewestTimeOfARowAndWhoseItIsAreTold() throws IOException {
        byte[] content = (Lines.time("2025-03-01").toEpochMilli() + 7 + " 1\n").getBytes(UTF_8);
        Artifact artifact = Lines.artifact("a", "2025-03-01", content);
        Artifact labelled = new Artifact(
                artifact.id(),
                artifact.stream(),
                artifact.location(),
                artifact.period(),
                artifact.changed(),
                artifact.size(),
                artifact.tag(),
                artifact.next(),
                artifact.content(),
                Map.of("account_id", "4711"));
        source.put(labelled, content);
        run(source, NOW);
        Instant newest = Instant.parse("2025-03-01T00:00:00.007Z");
        assertThat(stream().reached().event()).contains(newest);
        assertThat(stream().account()).contains("4711");

        String today = NOW.toString().substring(0, 10);
        byte[] older = Lines.content("2025-02-01", "3");
        source.put(Lines.artifact("b", today, older), older);
        byte[] left = Lines.content(today, "skip");
        source.put(Lines.artifact("c", today, left), left);
        run(source, NOW.plusSeconds(300));
        assertThat(stream().totals().records()).isEqualTo(2);
        assertThat(stream().reached().event())
                .as("an older row does not take it back, and one that is left out is none")
                .contains(newest);
        assertThat(stream().account())
                .as("a path that does not say it takes nothing back")
                .contains("4711");
    }

    @Test
    void whatCannotBeReadIsAFailureOfItsStreamAndHoldsItsFrontier() throws IOException {
        put("a", "1");
        put("b", "2");
        run(new Unreadable(source, "b"), NOW);

        StreamRecord stream = stream();
        assertThat(stream.result()).isEqualTo(Result.FAILED);
        assertThat(stream.totals().records()).isEqualTo(1);
        assertThat(stream.reached().data()).contains(NOW);
        assertThat(stream.reached().success()).isEmpty();
        assertThat(stream.reached().frontier()).isEmpty();
        assertThat(stream.statistics().lastError()).contains("/logs/b: it cannot be opened: no permission");
    }

    @Test
    void aSourceThatFailsIsToldInAllItsStreamsAndSurvivesTheProcess() throws IOException {
        put("a", "1");
        run(source, NOW);
        assertThatThrownBy(() -> run(new Down("no route to host"), NOW.plusSeconds(300)))
                .hasMessage("no route to host");

        for (String each : List.of("stream", "")) {
            StreamRecord record = find(each);
            assertThat(record.result()).isEqualTo(Result.FAILED);
            assertThat(record.trouble().failures()).isEqualTo(1);
            assertThat(record.trouble().kind()).contains(ErrorClass.SOURCE_DOWN);
            assertThat(record.statistics().errors()).isEqualTo(1);
            assertThat(record.statistics().lastError()).contains("no route to host");
        }
        assertThat(stream().reached().success()).contains(NOW);
    }

    @Test
    void aSourceThatNeverWorkedIsToldToo() {
        assertThatThrownBy(() -> run(new Down("no route to host"), NOW)).hasMessage("no route to host");

        assertThat(find("").trouble().failures()).isEqualTo(1);
        assertThat(find("").reached().success()).isEmpty();
    }

    @Test
    void aPartThatCannotBeListedConcernsAllStreams() throws IOException {
        put("a", "1");
        run(source, NOW);
        run(new Down(""), NOW.plusSeconds(300));

        assertThat(stream().statistics().lastError()).contains("/logs: it cannot be listed");
        assertThat(stream().reached().frontier()).contains(NOW);
    }

    @Test
    void runsThatDoNotReachTheirEndAreCounted() throws IOException {
        put("a", "1");
        run(source, NOW);
        for (int run = 1; run <= 3; run++) {
            Instant begun = NOW.plusSeconds(300L * run);
            new RunRecords(spec(source), new MeteredStore(store), clock(begun), events::add).begin();
            assertThat(find("").begun()).isEqualTo(run);
            assertThat(find("").attempt()).contains(begun);
        }
        run(source, NOW.plusSeconds(1200));
        run(source, NOW.plusSeconds(1500));
        assertThat(find("").begun()).isEqualTo(1);
    }

    @Test
    void runsThatFailHaveEndedAllTheSame() throws IOException {
        put("a", "1");
        run(source, NOW);
        for (int run = 1; run <= 3; run++) {
            run(new Down(""), NOW.plusSeconds(300L * run));
        }
        run(source, NOW.plusSeconds(1200));
        assertThat(find("").begun()).isEqualTo(1);
    }

    @Test
    void aRunThatMakesProgressIsAliveAndOneThatHangsIsNot() throws IOException {
        Ticking clock = new Ticking(NOW);
        RunRecords records = new RunRecords(spec(source), new MeteredStore(store), clock, events::add);
        records.begin();
        clock.now = NOW.plusSeconds(120);
        records.alive(1);
        assertThat(find("").updated()).isEqualTo(NOW.plusSeconds(120));
        clock.now = NOW.plusSeconds(150);
        records.alive(2);
        clock.now = NOW.plusSeconds(240);
        records.alive(2);
        assertThat(find("").updated()).isEqualTo(NOW.plusSeconds(240));
        clock.now = NOW.plusSeconds(600);
        records.alive(2);
        assertThat(find("").updated()).isEqualTo(NOW.plusSeconds(240));
    }

    @Test
    void aStreamThatTheSourceDoesNotShowAnyMoreIsMissing() throws IOException {
        put("a", "1");
        run(source, NOW);
        assertThat(stream().missing()).isEmpty();
        MemorySource empty = new MemorySource();
        run(empty, NOW.plusSeconds(300));
        run(empty, NOW.plusSeconds(600));
        assertThat(stream().missing()).contains(NOW.plusSeconds(300));
        run(source, NOW.plusSeconds(900));
        assertThat(stream().missing()).isEmpty();
    }

    @Test
    void failuresAreAscribedToWhoFailed() throws IOException {
        put("a", "1");
        run(source, NOW);
        byte[] today = Lines.content("2025-03-05", "2");
        source.put(Lines.artifact("b", "2025-03-05", today), today);
        SourceRefusedException expired = new SourceRefusedException(
                SourceRefusedException.Reason.CREDENTIALS, "token expired", null, new IOException("401"));
        assertThatThrownBy(() -> run(new Refusing(expired), NOW.plusSeconds(1))).isEqualTo(expired);
        assertThat(stream().trouble().kind()).contains(ErrorClass.CREDENTIALS);

        Instant later = NOW.plusSeconds(600);
        SourceRefusedException often = new SourceRefusedException(
                SourceRefusedException.Reason.THROTTLED, "slow down", later, new IOException("429"));
        assertThatThrownBy(() -> run(new Refusing(often), NOW.plusSeconds(2))).isEqualTo(often);
        assertThat(stream().result()).isEqualTo(Result.THROTTLED);
        assertThat(stream().trouble().notBefore()).contains(later);

        FaultySink down = new FaultySink(sink, new Faults(1, Faults.Kind.FAIL_BEFORE));
        SourceCollection intoNothing = new SourceCollection(
                spec(source), store, new MemoryBlobs(), down, clock(NOW.plusSeconds(3)), events::add);
        assertThatThrownBy(() -> intoNothing.run(options(Range.ALL))).isInstanceOf(IOException.class);
        assertThat(stream().trouble().kind()).contains(ErrorClass.SINK);

        StateStore failing = new SavesTold(memory, saves) {
            @Override
            public String save(String key, String expected, byte[] value) throws IOException {
                if (key.endsWith("/claims")) {
                    throw new IOException("no connection");
                }
                return super.save(key, expected, value);
            }
        };
        assertThatThrownBy(() -> collection(source, NOW.plusSeconds(4), failing).run(options(Range.ALL)))
                .hasMessage("no connection");
        assertThat(stream().trouble().kind()).contains(ErrorClass.STATE);
        assertThat(stream().trouble().failures()).isEqualTo(4);
    }

    /** A source that does not let itself be listed. */
    private record Refusing(IOException reason) implements Source {
        @Override
        public void discover(Range range, Listing listing) throws IOException {
            throw reason;
        }

        @Override
        public InputStream open(Artifact artifact) {
            throw new AssertionError(artifact);
        }

        @Override
        public Mark mark(Artifact artifact, long next) {
            throw new AssertionError(artifact);
        }

        @Override
        public void close() {}
    }

    @Test
    void aRangeThatDoesNotFollowMovesNoFrontier() throws IOException {
        put("a", "1");
        run(source, NOW);
        Range later = new Range(NOW.plusSeconds(600), NOW.plusSeconds(900));
        collection(source, NOW.plusSeconds(1200), store).run(options(later));

        assertThat(stream().reached().frontier()).contains(NOW);
    }

    @Test
    @DisplayName("health-says-ok: a record that cannot be saved harms no row, and is told")
    void aRecordThatCannotBeSavedIsTold() throws IOException {
        put("a", "1", "2");
        StateStore refusing = new SavesTold(memory, saves) {
            @Override
            public String save(String key, String expected, byte[] value) throws IOException {
                if (key.contains("/records/")) {
                    throw new IOException("disk full");
                }
                return super.save(key, expected, value);
            }
        };
        Event.Summary summary = collection(source, NOW, refusing).run(options(Range.ALL));

        assertThat(summary.rows().stored()).isEqualTo(2);
        assertThat(summary.clean()).isTrue();
        assertThat(events)
                .contains(new Event.Warned(
                        "src", "the collection goes on, but is not told in the record src/records/stream: disk full"));
    }

    private void put(String id, String... texts) {
        byte[] content = Lines.content("2025-03-01", texts);
        source.put(Lines.artifact(id, "2025-03-01", content), content);
    }

    private void run(Source from, Instant now) throws IOException {
        collection(from, now, store).run(options(Range.ALL));
    }

    private static RunOptions options(Range range) {
        return new RunOptions(range, RunOptions.Mode.NEW, 1, Duration.ofSeconds(5), 40);
    }

    private SourceCollection collection(Source from, Instant now, StateStore in) {
        return new SourceCollection(spec(from), in, new MemoryBlobs(), sink, clock(now), events::add);
    }

    private static SourceSpec spec(Source from) {
        return new SourceSpec("src", "file", from, Lines.TABLE, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private StreamRecord stream() {
        return find("stream");
    }

    private StreamRecord find(String stream) {
        return new Records("src", memory, warning -> {
                    throw new AssertionError(warning);
                })
                .find(stream)
                .orElseThrow();
    }

    private Map<String, String> versions() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        for (String key : memory.keys("")) {
            versions.put(key, memory.load(key).orElseThrow().version());
        }
        return versions;
    }

    private static final class Ticking extends Clock {
        private Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A source that cannot be listed: at all if it says why, else one folder of it. */
    private record Down(String message) implements Source {
        @Override
        public void discover(Range range, Listing listing) throws IOException {
            if (!message.isEmpty()) {
                throw new IOException(message);
            }
            listing.problem(new Problem("/logs", "it cannot be listed"));
        }

        @Override
        public InputStream open(Artifact artifact) {
            throw new AssertionError(artifact);
        }

        @Override
        public Mark mark(Artifact artifact, long next) {
            throw new AssertionError(artifact);
        }

        @Override
        public void close() {}
    }

    /** A store that tells which keys are saved. */
    private static class SavesTold implements StateStore {
        private final StateStore store;
        private final List<String> saves;

        SavesTold(StateStore store, List<String> saves) {
            this.store = store;
            this.saves = saves;
        }

        @Override
        public Optional<Entry> load(String key) throws IOException {
            return store.load(key);
        }

        @Override
        public String save(String key, String expected, byte[] value) throws IOException {
            saves.add(key);
            return store.save(key, expected, value);
        }

        @Override
        public List<String> keys(String prefix) throws IOException {
            return store.keys(prefix);
        }

        @Override
        public void delete(String key, String expected) throws IOException {
            store.delete(key, expected);
        }

        @Override
        public void close() {}
    }
}
