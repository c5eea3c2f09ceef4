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

/** An index by a time field is read as every source is. */
class TimedContractTest extends PagedSourceContract<ModeStream.Position> {
    private final List<IndexStreams> opened = new ArrayList<>();
    private TimedCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new TimedCluster();
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
        cluster.pass(100);
        IndexStreams streams = new Collector(
                        cluster.uri(), ModeSettings.STANDARD.in(Mode.TIMESTAMP).by("event.ingested"))
                .pages(2)
                .open();
        opened.add(streams);
        return (TimedStream) Objects.requireNonNull(streams.streams(Map.of()).get("logs"));
    }

    @Override
    protected void add(String record) {
        cluster.pass(1);
        cluster.add(record, cluster.now());
    }

    @Override
    protected String record(String line) {
        return line.replaceFirst(".*\"message\":\"([^\"]*)\".*", "$1");
    }
}
