package dev.tidemark.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Increment;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.engine.commit.Ledger;
import dev.tidemark.engine.commit.Prepared;
import dev.tidemark.engine.commit.Replacement;
import dev.tidemark.testkit.MemorySink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails before every step of the disk, and what was not synced is lost as chance has it. */
class PowerCutTest {
    private static final int SEEDS = 2;
    private static final int SAVES = 3;
    private static final int COMMITS = 2;
    private static final String KEY = "web/claims";
    private static final String TABLE = "lines";
    private static final Schema SCHEMA = new Schema(List.of(Column.of("line", Type.Scalar.VARCHAR)));

    @TempDir
    private Path folder;

    private int folders;

    /** What was done until the power failed, and what is wrong after it is back; empty if nothing is. */
    @FunctionalInterface
    private interface Trial {
        Optional<String> run(Path root, PowerCutDisk disk, Random random) throws IOException;
    }

    @FunctionalInterface
    private interface MakeDisk {
        PowerCutDisk make(Path root, int last);
    }

    @Test
    @DisplayName("unsynced-registry: what save returned from is there after a power cut")
    void whatWasSavedIsThere() throws IOException {
        assertThat(wrong(PowerCutDisk::new, PowerCutTest::save)).isEmpty();
    }

    @Test
    @DisplayName(
            "position-never-ahead-of-rows, delete-source-before-durable: what is counted is visible, and the reverse")
    void whatIsCountedIsVisible() throws IOException {
        assertThat(wrong(PowerCutDisk::new, PowerCutTest::collect)).isEmpty();
    }

    @Test
    void aDiskThatIsNeverSyncedIsFoundOut() throws IOException {
        assertThat(wrong(NeverSynced::new, PowerCutTest::save)).isPresent();
        assertThat(wrong(NeverSynced::new, PowerCutTest::collect)).isPresent();
    }

    private static final class NeverSynced extends PowerCutDisk {
        NeverSynced(Path root, int last) {
            super(root, last);
        }

        @Override
        void sync(Path fileOrFolder) {}
    }

    private Optional<String> wrong(MakeDisk disks, Trial trial) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            boolean failed = true;
            for (int last = 1; failed; last++) {
                Path root = folder.resolve("trial" + folders++);
                PowerCutDisk disk = disks.make(root, last);
                Optional<String> wrong = trial.run(root, disk, new Random(seed));
                if (wrong.isPresent()) {
                    return Optional.of("seed " + seed + ", power cut before step " + last + ": " + wrong.get());
                }
                failed = disk.failed();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> save(Path root, PowerCutDisk disk, Random random) throws IOException {
        int saving = 0;
        int saved = 0;
        try {
            StateStore store = new FileStateStore(root, disk);
            String version = StateStore.ABSENT;
            while (saved < SAVES) {
                saving++;
                version = store.save(KEY, version, Sealed.seal(("{\"number\":" + saving + "}").getBytes(UTF_8)));
                saved = saving;
            }
        } catch (PowerCutDisk.PowerCut e) {
            disk.restart(random);
        }
        try {
            int found =
                    new FileStateStore(root).load(KEY).map(PowerCutTest::number).orElse(0);
            boolean good = saved <= found && found <= saving;
            return good ? Optional.empty() : Optional.of("saved " + saved + ", found " + found);
        } catch (CorruptStateException e) {
            return Optional.of(e.toString());
        }
    }

    private static int number(StateStore.Entry entry) {
        return Integer.parseInt(new String(entry.value(), UTF_8).split("[:,]", 3)[1]);
    }

    private static Optional<String> collect(Path root, PowerCutDisk disk, Random random) throws IOException {
        MemorySink sink = new MemorySink();
        try {
            for (int commit = 0; commit < COMMITS; commit++) {
                Ledger ledger = open(root, disk, sink);
                commit(ledger, sink, "line " + ledger.state("s").ids().size());
            }
        } catch (PowerCutDisk.PowerCut e) {
            disk.restart(random);
        }
        try {
            List<String> counted = new ArrayList<>();
            open(root, new Disk(), sink).state("s").ids().forEach((id, mark) -> counted.add(id));
            List<String> visible = sink.rows(TABLE, List.of("line")).stream()
                    .map(row -> String.valueOf(row.getFirst()))
                    .toList();
            counted.sort(null);
            boolean same = counted.equals(visible);
            return same ? Optional.empty() : Optional.of("counted " + counted + ", visible " + visible);
        } catch (CorruptStateException e) {
            return Optional.of(e.toString());
        }
    }

    private static Ledger open(Path root, Disk disk, Sink sink) throws IOException {
        return Ledger.open(
                "web",
                new FileStateStore(root.resolve("state"), disk),
                new FolderBlobs(root.resolve("lake"), disk),
                sink,
                Clock.systemUTC());
    }

    private static void commit(Ledger ledger, Sink sink, String line) throws IOException {
        Staged staged;
        try (ChunkWriter writer = sink.begin(TABLE, SCHEMA, "web")) {
            Row row = new Row(SCHEMA);
            row.text(0, line.getBytes(UTF_8), 0, line.length());
            writer.append(row);
            staged = writer.prepare();
        }
        Increment increment = new Increment(
                Increment.Order.UNORDERED,
                Granularity.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(line, new Mark(Instant.EPOCH, 1, 1, "")));
        RowCounts rows = new RowCounts(1, 1, 0, 0);
        ledger.commit(
                List.of(new Prepared(0, Optional.of(staged), rows, Map.of("s", increment), List.of(), List.of())),
                Replacement.NONE);
    }
}
