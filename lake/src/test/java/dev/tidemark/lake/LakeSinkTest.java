package dev.tidemark.lake;

import dev.tidemark.api.Census;
import dev.tidemark.api.Sink;
import dev.tidemark.testkit.SinkContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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
