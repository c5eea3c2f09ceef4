package dev.tidemark.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.powercut.Program;
import dev.tidemark.testkit.server.SearchCluster;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writers, the program that polls, a usual reader, and what befalls them; once. */
final class Storm implements AutoCloseable {
    static final String NAME = "storm";

    private static final int WRITERS = 20;
    private static final int SHARDS = 3;
    /** After which share of the documents a primary fails again. */
    private static final double FAILOVERS_EACH = 0.01;

    private static final Pattern HIT = Pattern.compile("\"_index\":\"([^\"]+)\",\"_id\":\"([^\"]+)\"");
    private static final Pattern SCROLL = Pattern.compile("\"_scroll_id\":\"([^\"]+)\"");

    private final SearchCluster cluster;
    private final Scenario scenario;
    private final int documents;
    private final long seed;
    private final Random random;
    private final AtomicLong written = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final UsualReader usual;
    private final List<Writer> writers = new ArrayList<>();
    private int failovers;
    private String polls = "";

    Storm(SearchCluster cluster, Scenario scenario, int documents, long seed) throws Exception {
        this.cluster = cluster;
        this.scenario = scenario;
        this.documents = documents;
        this.seed = seed;
        random = new Random(seed);
        usual = new UsualReader(cluster, NAME + "-*");
        cluster.require("PUT", "/" + NAME + "-000001", """
                {"settings":{"number_of_shards":%d,"number_of_replicas":1,"refresh_interval":"1s"%s},
                "mappings":{"properties":{"@timestamp":{"type":"date"}}},
                "aliases":{"%s":{"is_write_index":true}}}""".formatted(SHARDS, scenario.settings(), NAME));
        awaitGreen();
    }

    private void awaitGreen() throws Exception {
        cluster.require("GET", "/_cluster/health/" + NAME + "-*?wait_for_status=green&timeout=110s", "");
    }

    /** All of it, until everything is written and what was killed is back. */
    void run(Program program) throws Exception {
        Polling polling = new Polling(program, scenario.kills(), seed);
        Future<?> polled = threads.submit(polling);
        Future<?> reading = threads.submit(usual);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Writer writer = new Writer(cluster, NAME, i, documents / WRITERS, written, seed);
            writers.add(writer);
            writing.add(threads.submit(writer));
        }
        disturb(writing);
        for (Future<?> each : writing) {
            each.get();
        }
        awaitGreen();
        polling.end();
        polled.get();
        polls = polling.toString();
        cluster.require("POST", "/" + NAME + "-*/_refresh", "");
        usual.end();
        reading.get();
    }

    private void disturb(List<Future<?>> writing) throws Exception {
        if (scenario.rollsOver() && reached(0.3, writing)) {
            cluster.require("POST", "/" + NAME + "/_rollover", """
                    {"settings":{"number_of_shards":%d,"number_of_replicas":1,"refresh_interval":"1s"%s},
                    "mappings":{"properties":{"@timestamp":{"type":"date"}}}}""".formatted(SHARDS, scenario.settings()));
        }
        if (scenario.killsNode() && reached(0.4, writing)) {
            awaitGreen(); // else the only copy of a shard may be on it
            cluster.killFurther();
            reached(0.5, writing);
            cluster.startFurther();
            awaitGreen();
        }
        double next = scenario.killsNode() ? 0.6 : 0.05;
        while (scenario.failsOver() && next < 1 && reached(next, writing)) {
            failOver();
            next += FAILOVERS_EACH;
        }
    }

    /** Waits for a share of the documents; false if the writers ended before, which they may only at the very end. */
    private boolean reached(double share, List<Future<?>> writing) throws Exception {
        while (written.get() < share * documents) {
            if (writing.stream().allMatch(Future::isDone)) {
                return false;
            }
            await(writing.get(random.nextInt(WRITERS)));
        }
        return true;
    }

    private static void await(Future<?> writer) throws Exception {
        try {
            writer.get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // it goes on writing
        }
    }

    /** Takes the primary of a shard from where it is; its replica takes over. */
    private void failOver() throws Exception {
        List<String[]> working = cluster.require(
                        "GET", "/_cat/shards/" + NAME + "-*?h=index,shard,prirep,state,node", "")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(each -> each.length == 5 && each[3].equals("STARTED"))
                .toList();
        Set<String> replicas = working.stream()
                .filter(each -> each[2].equals("r"))
                .map(each -> each[0] + "/" + each[1])
                .collect(Collectors.toSet());
        List<String[]> primaries = working.stream()
                .filter(each -> each[2].equals("p") && replicas.contains(each[0] + "/" + each[1]))
                .toList();
        if (!primaries.isEmpty()) {
            String[] one = primaries.get(random.nextInt(primaries.size()));
            cluster.require("POST", "/_cluster/reroute?metric=none", """
                    {"commands":[{"cancel":{"index":"%s","shard":%s,"node":"%s","allow_primary":true}}]}""".formatted(one[0], one[1], one[4]));
            failovers++;
        }
    }

    /** @param rows {@code INDEX/ID} of each row */
    void judge(SearchNode product, List<String> rows) throws Exception {
        Set<String> live = live();
        Set<String> lost = new HashSet<>(live);
        Set<String> seen = new HashSet<>();
        List<String> doubled = new ArrayList<>();
        for (String row : rows) {
            lost.remove(row);
            if (!seen.add(row)) {
                doubled.add(row);
            }
        }
        Set<String> deleted =
                writers.stream().flatMap(writer -> writer.deleted().stream()).collect(Collectors.toSet());
        seen.removeAll(live);
        seen.removeIf(row -> deleted.contains(row.substring(row.indexOf('/') + 1)));
        Set<String> missed = new HashSet<>(live);
        missed.removeAll(usual.read());
        System.out.printf(
                "%s, %s, seed %d: %d live documents, %d rows, %d lost, %d doubled (%s, %d failovers);"
                        + " the usual reader lost %d, %.2f %%%n",
                product,
                scenario,
                seed,
                live.size(),
                rows.size(),
                lost.size(),
                doubled.size(),
                polls,
                failovers,
                missed.size(),
                100.0 * missed.size() / live.size());
        assertThat(live.size()).as("documents").isGreaterThan(documents * 9 / 10);
        assertThat(lost).as("lost, seed %d", seed).isEmpty();
        assertThat(doubled).as("doubled, seed %d", seed).isEmpty();
        assertThat(seen).as("neither live nor deleted, seed %d", seed).isEmpty();
    }

    /** What the cluster holds now. */
    private Set<String> live() throws Exception {
        Set<String> live = new HashSet<>();
        String page = cluster.require(
                "POST",
                "/" + NAME + "-*/_search?scroll=1m&filter_path=_scroll_id,hits.hits",
                "{\"size\":10000,\"_source\":false,\"sort\":[\"_doc\"]}");
        for (int found = take(page, live); found > 0; found = take(page, live)) {
            Matcher scroll = SCROLL.matcher(page);
            assertThat(scroll.find()).isTrue();
            page = cluster.require(
                    "POST",
                    "/_search/scroll?filter_path=_scroll_id,hits.hits",
                    "{\"scroll\":\"1m\",\"scroll_id\":\"" + scroll.group(1) + "\"}");
        }
        return live;
    }

    private static int take(String page, Set<String> live) {
        Matcher hit = HIT.matcher(page);
        int found = 0;
        while (hit.find()) {
            live.add(hit.group(1) + "/" + hit.group(2));
            found++;
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        try {
            cluster.require("DELETE", "/" + NAME + "-000001", "");
            if (scenario.rollsOver()) {
                cluster.require("DELETE", "/" + NAME + "-000002", "");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
