package dev.tidemark.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.powercut.Program;
import dev.tidemark.testkit.server.SearchCluster;
import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty writers and a collector that polls, on clusters of two nodes with replicas: every live document is a row once,
 * whatever is killed meanwhile. What the usual method has lost by then is printed.
 *
 * <p>{@code -Dtidemark.search.documents}, {@code .seeds} (how many) and {@code .scenarios} (names, with commas) make it
 * longer; {@code -Dtidemark.seed} repeats one.
 */
class SearchClusterIT {
    private static final Path ZIPS = Path.of("..", "elastic", "target", "servers");
    private static final int DOCUMENTS = Integer.getInteger("tidemark.search.documents", 100_000);
    private static final int SEEDS = Integer.getInteger("tidemark.search.seeds", 1);
    private static final long SEED = Long.getLong("tidemark.seed", System.currentTimeMillis());
    private static final String SCENARIOS = System.getProperty(
            "tidemark.search.scenarios", Scenario.EVERYTHING + "," + Scenario.EVERYTHING_WITH_SEGMENT_REPLICATION);

    private static final Map<SearchNode, SearchCluster> CLUSTERS = new EnumMap<>(SearchNode.class);

    @TempDir
    Path folder;

    @AfterAll
    static void stop() throws IOException {
        for (SearchCluster cluster : CLUSTERS.values()) {
            cluster.close();
        }
    }

    static Stream<Arguments> runs() {
        List<Scenario> scenarios =
                Arrays.stream(SCENARIOS.split(",")).map(Scenario::valueOf).toList();
        return Arrays.stream(SearchNode.values())
                .flatMap(product -> scenarios.stream()
                        .filter(each -> each.possibleWith(product))
                        .flatMap(scenario -> LongStream.range(SEED, SEED + SEEDS)
                                .mapToObj(seed -> Arguments.of(product, scenario, seed))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    @DisplayName("late-index-visibility, full-page-of-ties, future-timestamp-poison: every live document is a row once")
    void everyLiveDocumentIsARowOnce(SearchNode product, Scenario scenario, long seed) throws Exception {
        SearchCluster cluster = cluster(product);
        Program program = new Program(workspace(product, cluster), folder.resolve("log"), List.of());
        try (Storm storm = new Storm(cluster, scenario, DOCUMENTS, seed)) {
            storm.run(program);
            program.run("collect");
            storm.judge(product, rows(program));
        }
    }

    private List<String> rows(Program program) throws IOException, InterruptedException {
        Path answer = folder.resolve("rows.csv");
        new Program(folder.resolve("workspace"), answer, List.of())
                .run("query", "--output", "csv", "select source_index || '/' || document from events");
        List<String> lines = Files.readAllLines(answer);
        assertThat(program.query("select count(*) from events")).isEqualTo(String.valueOf(lines.size() - 1));
        return lines.subList(1, lines.size());
    }

    private static SearchCluster cluster(SearchNode product) throws Exception {
        if (!CLUSTERS.containsKey(product)) {
            for (SearchCluster other : CLUSTERS.values()) {
                other.close();
            }
            CLUSTERS.clear();
            CLUSTERS.put(product, SearchCluster.start(product, ZIPS));
        }
        return Objects.requireNonNull(CLUSTERS.get(product));
    }

    private Path workspace(SearchNode product, SearchCluster cluster) throws IOException {
        Path workspace = Files.createDirectories(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("tidemark.toml"), """
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "%s"
                index = "%s-*"

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                source_index = { type = "varchar", source = "_index" }
                document = { type = "varchar", source = "_id" }
                number = { type = "bigint", source = "_seq_no" }
                message = "varchar"
                """.formatted(
                        product.name().toLowerCase(Locale.ROOT), cluster.uri(), Storm.NAME));
        return workspace;
    }
}
