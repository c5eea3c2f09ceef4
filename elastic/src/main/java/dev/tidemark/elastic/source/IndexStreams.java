package dev.tidemark.elastic.source;

import dev.tidemark.api.PagedSource;
import dev.tidemark.api.PagedStreams;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The indexes that there are, each a stream. */
final class IndexStreams implements PagedStreams {
    /** How many pages are held before anybody asks for them. */
    private static final int AHEAD = 6;

    private final Cluster cluster;
    private final IndexSettings settings;
    private final Consumer<String> warnings;
    private final ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor();

    IndexStreams(Cluster cluster, IndexSettings settings, Consumer<String> warnings) {
        this.cluster = cluster;
        this.settings = settings;
        this.warnings = warnings;
    }

    @Override
    public Map<String, PagedSource<?>> streams(Map<String, String> remembered) throws IOException {
        Map<String, IndexStats> indexes = cluster.stats(settings.index());
        if (indexes.isEmpty()) {
            warnings.accept("there is no index '" + settings.index() + "', or none of it is available");
        }
        Semaphore room = new Semaphore(AHEAD);
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        indexes.forEach((name, stats) ->
                streams.put(name, new IndexReader(cluster, settings, stats, fetching, room, warnings)));
        return streams;
    }

    @Override
    public void close() {
        fetching.shutdownNow();
        cluster.close();
        fetching.close();
    }
}
