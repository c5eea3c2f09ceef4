package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.server.SearchNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes of real clusters, collected with the program. */
@ExtendWith(SearchNodes.class)
class SearchSourceIT {

    @TempDir
    Path folder;

    private Trial trial;
    private String index;

    private void configure(SearchNode product, String what) throws IOException {
        index = SearchNodes.name("logs");
        trial = new Trial(folder).configured("""
                [sources.search]
                connector = "%s"
                table = "events"
                [sources.search.config]
                url = "http://127.0.0.1:%d"
                index = "%s"
                batch_size = 100

                [tables.events.columns]
                tp_timestamp = { source = "@timestamp" }
                message = "varchar"
                number = "bigint"
                document = { type = "varchar", source = "_id" }
                """.formatted(
                product.name().toLowerCase(Locale.ROOT), SearchNodes.port(product), what.replace("NAME", index)));
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("full-page-of-ties, future-timestamp-poison: every document is a row, once, across shards and indexes")
    void everyDocumentOnce(SearchNode product) throws Exception {
        configure(product, "NAME-*");
        create(product, index + "-a", 3);
        create(product, index + "-b", 1);
        write(product, index + "-a", 0, 1000);
        write(product, index + "-b", 1000, 1250);

        assertThat(trial.rows()).isEqualTo(1250);
        assertThat(trial.rows()).isZero();
        write(product, index + "-a", 1250, 1251);
        create(product, index + "-c", 1);
        write(product, index + "-c", 1251, 1255);
        assertThat(trial.rows()).isEqualTo(5);

        assertThat(trial.query(
                        "select count(*), count(distinct tp_id), count(distinct number), max(number) from events"))
                .containsExactly("1255,1255,1255,1254");
        assertThat(trial.query("select distinct tp_partition, count(distinct tp_source_location) > 10 from events"
                        + " group by 1"))
                .containsExactly("search,true");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("only documents that meet the query are read; one that is deleted is none")
    void someDocuments(SearchNode product) throws Exception {
        configure(
                product,
                "NAME\"\nquery = { range = { number = { gte = 90 } } }\nsource_excludes = [\"message\"]\nrow_identity = \"version");
        create(product, index, 2);
        write(product, index, 0, 100);
        SearchNodes.send(product, "DELETE", "/" + index + "/_doc/d95", "");

        assertThat(trial.rows()).isEqualTo(9);
        write(product, index, 99, 101);
        assertThat(trial.rows()).as("a new version and a new document").isEqualTo(2);
        assertThat(trial.query("select count(message), count(distinct tp_id), count(distinct document) from events"))
                .containsExactly("0,11,10");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index that is missing or closed is said, and is no empty one")
    void missing(SearchNode product) throws Exception {
        configure(product, "NAME");
        assertThat(trial.collect().result().toString()).contains("index_not_found_exception", index);
        assertThat(trial.collect().status()).isEqualTo(Status.FAILED);
        create(product, index, 1);
        assertThat(trial.rows()).isZero();
        write(product, index, 0, 5);
        SearchNodes.send(product, "POST", "/" + index + "/_close", "");
        assertThat(trial.collect().result().toString()).contains("closed");
        SearchNodes.send(product, "POST", "/" + index + "/_open?wait_for_active_shards=1", "");
        assertThat(trial.rows()).isEqualTo(5);
    }

    private static void create(SearchNode product, String name, int shards) throws Exception {
        SearchNodes.send(
                product,
                "PUT",
                "/" + name,
                "{\"settings\":{\"number_of_shards\":" + shards
                        + ",\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
    }

    private static void write(SearchNode product, String name, int from, int to) throws Exception {
        StringBuilder bulk = new StringBuilder();
        for (int i = from; i < to; i++) {
            bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
            bulk.append("{\"@timestamp\":\"")
                    .append(i % 10 == 0 ? "2099-01-01T00:00:00Z" : "2026-03-05T00:00:00Z")
                    .append("\",\"message\":\"line \\n ")
                    .append(i)
                    .append("\",\"number\":")
                    .append(i)
                    .append("}\n");
        }
        String answer = SearchNodes.send(product, "POST", "/" + name + "/_bulk", bulk.toString());
        assertThat(answer).contains("\"errors\":false");
    }
}
