package dev.tidemark.engine.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.table.Schema;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.collect.TableRows;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.file.FileSource;
import dev.tidemark.engine.file.FileSourceConfig;
import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.file.Recognition;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyBlobs;
import dev.tidemark.testkit.FaultySink;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryBlobs;
import dev.tidemark.testkit.MemorySink;
import dev.tidemark.testkit.MemoryStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A takeover is in the state as a whole or not at all, whatever goes wrong. */
class TakeoverCrashTest {
    @TempDir
    Path logs;

    private final StateStore store = new MemoryStateStore();
    private final Blobs blobs = new MemoryBlobs();
    private final Sink sink = new MemorySink();
    private List<Position> positions = List.of();

    @BeforeEach
    void write() throws IOException {
        positions = new ArrayList<>();
        for (String name : List.of("2025-06-01.log", "2025-06-02.log", "other/2025-06-01.log", "app.log")) {
            Path file = logs.toRealPath().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "one\ntwo\n");
            positions.add(new Position(
                    file.toString(),
                    Optional.empty(),
                    Optional.empty(),
                    new Position.Bytes(4, Position.Stop.LINE_END, Position.Archives.CONTENT),
                    Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource(Faults.Kind.class)
    @DisplayName(
            "position-never-ahead-of-rows, marker-before-commit, state-update-fails-after-load: a takeover is whole or"
                    + " nothing, with a fault at every call")
    void allOrNothing(Faults.Kind kind) throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            TakeoverCrashTest fresh = new TakeoverCrashTest();
            fresh.logs = logs;
            fresh.positions = positions;
            struck = fresh.survives(new Faults(call, kind));
        }
    }

    private boolean survives(Faults faults) throws IOException {
        try {
            takeover(new FaultyStateStore(store, faults), new FaultyBlobs(blobs, faults), new FaultySink(sink, faults))
                    .commit();
        } catch (IOException | Faults.Killed e) {
            if (!faults.struck()) {
                throw e;
            }
        }
        Ledger ledger = Ledger.open("web", store, blobs, sink, Clock.systemUTC());
        if (ledger.streams().isEmpty()) {
            assertThat(ledger.number()).as(faults.toString()).isZero();
            takeover(store, blobs, sink).commit();
        } else {
            assertThatThrownBy(() -> takeover(store, blobs, sink))
                    .as(faults.toString())
                    .hasMessageContainingAll("already knows", "Nothing was changed");
        }
        Ledger after = Ledger.open("web", store, blobs, sink, Clock.systemUTC());
        assertThat(after.number()).as(faults.toString()).isEqualTo(1);
        assertThat(marks(after)).as(faults.toString()).isEqualTo(4);
        return faults.struck();
    }

    @Test
    @DisplayName("two-runs-at-once: who collects while a position is taken over wins, and nothing of it is taken")
    void aCollectorThatWasFaster() throws IOException {
        Takeover slow = takeover(store, blobs, sink);
        takeover(store, blobs, sink).commit();

        assertThatThrownBy(slow::commit).isInstanceOf(StaleStateException.class);
        Ledger after = Ledger.open("web", store, blobs, sink, Clock.systemUTC());
        assertThat(after.number()).isEqualTo(1);
    }

    private Takeover takeover(StateStore store, Blobs blobs, Sink sink) throws IOException {
        Ledger ledger = Ledger.open("web", store, blobs, sink, Clock.systemUTC());
        FileSource source = new FileSource(FileSourceConfig.of(logs.toString())
                .withLayout("(?:%{WORD:part}/)?(?:%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}|app).log"));
        TableRows table = new TableRows(
                "lines",
                new Schema(List.of()),
                () -> {
                    throw new IllegalStateException("nothing is read");
                },
                row -> true);
        SourceSpec spec =
                new SourceSpec("web", "file", source, table, Optional.empty(), Optional.empty(), Duration.ZERO);
        return Takeover.of(spec, ledger, new ForeignState.Files("Logstash", positions), Recognition.CERTAIN);
    }

    private static long marks(Ledger ledger) {
        long marks = 0;
        for (String stream : ledger.streams()) {
            CollectionState state = ledger.state(stream);
            marks += state.ids().size();
            marks += state.regions().stream()
                    .mapToLong(region -> region.endObjects().size())
                    .sum();
        }
        return marks;
    }
}
