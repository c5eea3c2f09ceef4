package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Census;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Sink;
import dev.tidemark.testkit.SinkContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSinkTest extends SinkContract {
    @TempDir
    Path folder;

    private final List<Lake> lakes = new ArrayList<>();

    @Override
    protected Sink open() {
        return new LakeSink(lake());
    }

    @Override
    protected List<List<@Nullable Object>> rows(String table, List<String> columns) throws Exception {
        Lake lake = lake();
        if (lake.schema(table).isEmpty()) {
            return List.of();
        }
        try (LakeQuery query = LakeQuery.open(lake)) {
            return Logs.rows(query, "SELECT " + String.join(", ", columns) + " FROM " + table);
        }
    }

    @Override
    protected Census census() {
        return new LakeCensus(lake());
    }

    @Override
    protected long held() throws Exception {
        return Logs.files(lake(), "lines", "data").size();
    }

    @Test
    @DisplayName("of many writers that begin at once in an empty lake, one makes the table")
    void oneOfManyWritersMakesTheTable() throws Exception {
        int writers = 8;
        try (Sink sink = open();
                ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            CyclicBarrier together = new CyclicBarrier(writers);
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    together.await();
                    try (ChunkWriter writer = sink.begin("lines", Logs.SCHEMA, "web")) {
                        return writer.prepare().rows();
                    }
                }));
            }
            for (Future<Long> each : all) {
                assertThat(each.get()).isZero();
            }
        }
        assertThat(Logs.files(lake(), "lines", "metadata"))
                .filteredOn(file -> file.toString().endsWith(".metadata.json"))
                .hasSize(1);
    }

    private Lake lake() {
        Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
        lakes.add(lake);
        return lake;
    }

    @AfterEach
    void closeLakes() {
        lakes.forEach(Lake::close);
    }
}
