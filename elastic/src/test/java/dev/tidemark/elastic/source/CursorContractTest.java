package dev.tidemark.elastic.source;

import dev.tidemark.api.PagedSource;
import dev.tidemark.testkit.PagedSourceContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An index by a field that rises is read as every source is. */
class CursorContractTest extends PagedSourceContract<ModeStream.Position> {
    private final List<IndexStreams> opened = new ArrayList<>();
    private CursorCluster cluster;
    private int number;

    @BeforeEach
    void start() throws IOException {
        cluster = new CursorCluster();
    }

    @AfterEach
    void stop() throws IOException {
        for (IndexStreams each : opened) {
            each.close();
        }
        cluster.close();
    }

    @Override
    protected PagedSource<ModeStream.Position> source() throws IOException {
        IndexStreams streams = new Collector(cluster.uri(), ModeSettings.STANDARD.after("event.number"))
                .pages(2)
                .open();
        opened.add(streams);
        return (ModeStream) Objects.requireNonNull(streams.streams(Map.of()).get("logs"));
    }

    @Override
    protected void add(String record) {
        cluster.add(record, Integer.toString(number++));
    }

    @Override
    protected String record(String line) {
        return line.replaceFirst(".*\"message\":\"([^\"]*)\".*", "$1");
    }
}
