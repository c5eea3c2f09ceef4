package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.state.Round;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.engine.store.FileStateStore;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    private static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");

    private final MemoryStateStore store = new MemoryStateStore();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void countersAddUpWhoeverElseChangesThem() {
        Records one = records(store);
        Records other = records(store);
        for (int i = 0; i < 3; i++) {
            poll(one);
            poll(other);
            other.update("s", RecordsTest::fresh, record -> record.late(2));
        }

        StreamRecord record = records(store).find("s").orElseThrow();
        assertThat(record.statistics().polls()).isEqualTo(6);
        assertThat(record.totals().late()).isEqualTo(6);
        assertThat(warnings).isEmpty();
    }

    @Test
    void theRecordOfTheSourceIsNoStream() {
        Records records = records(store);
        records.update("", RecordsTest::fresh, record -> record.begun(NOW, List.of()));
        poll(records);

        assertThat(records(store).streams()).containsExactly("s");
        assertThat(records(store).find("").orElseThrow().attempt()).contains(NOW);
    }

    @Test
    @DisplayName("torn-state-file: a record that broke begins anew, and that is told")
    void aDamagedRecordBeginsAnew(@TempDir Path folder) throws IOException {
        StateStore files = new FileStateStore(folder);
        poll(records(files));
        Files.writeString(folder.resolve("web/records/s.json"), "{\"torn");
        poll(records(files));

        assertThat(records(files).find("s").orElseThrow().statistics().polls()).isEqualTo(1);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("the record web/records/s was damaged, its figures begin anew: ");
    }

    @Test
    @DisplayName("new-field-old-state: a record of a newer version is left alone, and that is told")
    void aNewerRecordIsLeftAlone() throws IOException {
        store.save("web/records/s", StateStore.ABSENT, Sealed.seal("{\"format_version\":2}".getBytes(UTF_8)));
        poll(records(store));

        assertThat(new String(store.load("web/records/s").orElseThrow().value(), UTF_8))
                .startsWith("{\"format_version\":2");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(
                        "the collection goes on, but is not told in the record web/records/s: ",
                        "it is in version 2 of the format");
    }

    @Test
    void aStoreThatFailsIsToldAndHarmsNobody() {
        for (long call = 1; call <= 4; call++) {
            for (Faults.Kind kind : List.of(Faults.Kind.FAIL_BEFORE, Faults.Kind.FAIL_AFTER)) {
                warnings.clear();
                Records records = records(new FaultyStateStore(new MemoryStateStore(), new Faults(call, kind)));
                poll(records);
                poll(records);
                poll(records);
                assertThat(warnings).as(kind + " at " + call).hasSize(1);
                assertThat(records.find("s").orElseThrow().statistics().polls()).isBetween(2L, 3L);
            }
        }
    }

    private Records records(StateStore in) {
        return new Records("web", in, warnings::add);
    }

    private static void poll(Records records) {
        records.update("s", RecordsTest::fresh, record -> record.ended(Round.empty(NOW, NOW)));
    }

    private static StreamRecord fresh() {
        return StreamRecord.of("web", "s", "file", NOW, Statistics.NONE);
    }
}
