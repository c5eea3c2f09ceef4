package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.testkit.server.HttpRelay;
import dev.tidemark.testkit.server.SearchNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A real server forgets, between two pages, what it kept for a search. */
@ExtendWith(SearchNodes.class)
class LostViewIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEPT = "/_nodes/stats/indices/search?filter_path=**.search.open_contexts";

    @TempDir
    Path folder;

    /** What happens to it. */
    enum Loss {
        /** Nobody asks for the next page for longer than it is kept. */
        EXPIRED("1s") {
            @Override
            void happen(SearchServer server) throws Exception {
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (!server.send("GET", KEPT, "").contains("\"open_contexts\":0")) {
                    assertThat(System.nanoTime()).as("still kept").isLessThan(end);
                    Thread.sleep(50);
                }
            }
        },
        /** Somebody closes all that there is. */
        CLOSED("60s") {
            @Override
            void happen(SearchServer server) throws Exception {
                server.send("DELETE", "/_search/scroll/_all", "");
                if (server.product() == SearchNode.OPENSEARCH) {
                    server.send("DELETE", "/_search/point_in_time/_all", "");
                }
            }
        };

        private final String keepAlive;

        Loss(String keepAlive) {
            this.keepAlive = keepAlive;
        }

        abstract void happen(SearchServer server) throws Exception;
    }

    /**
     * A way to the server.
     *
     * @param lost done when it happened
     */
    private record Way(HttpRelay relay, CompletableFuture<Void> lost) implements AutoCloseable {
        /** One on which it happens before the second request of a sort. */
        static Way losing(SearchServer server, Loss loss, String request) throws Exception {
            Way way = new Way(HttpRelay.to(server.port()), new CompletableFuture<>());
            AtomicInteger count = new AtomicInteger();
            way.relay.answer(asked -> {
                if (asked.equals(request) && count.incrementAndGet() == 2) {
                    try {
                        loss.happen(server);
                        way.lost.complete(null);
                    } catch (Exception | AssertionError e) {
                        way.lost.completeExceptionally(e);
                    }
                }
                return Optional.empty();
            });
            return way;
        }

        String url() {
            return relay.uri().toString();
        }

        void requireLost() {
            assertThat(lost).isCompleted();
        }

        @Override
        public void close() {
            relay.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"ELASTICSEARCH, EXPIRED", "OPENSEARCH, EXPIRED", "OPENSEARCH, CLOSED"})
    @DisplayName("token-expired-mid-window: a point in time that is gone between two pages costs no document")
    void pointInTime(SearchNode product, Loss loss) throws Exception {
        IndexTrial trial = new IndexTrial(folder, SearchNodes.server(product));
        trial.create("", IndexTrial.INGESTED, ",\"number_of_shards\":3");
        trial.write("", 0, 250);
        try (Way way = Way.losing(trial.server(), loss, "POST /_search")) {
            trial.configured(
                    way.url(),
                    "index = \"NAME\"\nmode = \"timestamp\"\ntimestamp_field = \"event.ingested\"\nsettle = \"1s\"\nscroll_timeout = \""
                            + loss.keepAlive + "\"");
            assertThat(trial.rows()).isEqualTo(250);
            way.requireLost();
            assertThat(way.relay().requests().stream().filter(LostViewIT::opens))
                    .hasSize(2);
            trial.write("", 250, 260);
            assertThat(trial.rows()).isEqualTo(10);
        }
        assertThat(trial.counts()).containsExactly("260,260,260");
    }

    private static boolean opens(String request) {
        return request.startsWith("POST") && (request.endsWith("/_pit") || request.endsWith("/point_in_time"));
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    @DisplayName(
            "token-expired-mid-window: a scroll that is gone between two pages is an error; the next run reads the rest, once")
    void elasticsearchScroll(Loss loss) throws Exception {
        scroll(SearchNode.ELASTICSEARCH, loss);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    @DisplayName("token-expired-mid-window: a scroll of OpenSearch that is gone is an error too, and costs no document")
    void openSearchScroll(Loss loss) throws Exception {
        scroll(SearchNode.OPENSEARCH, loss);
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("an index is read once by a scroll, and the scroll is told and cleared")
    void once(SearchNode product) throws Exception {
        IndexTrial trial = new IndexTrial(folder, SearchNodes.server(product))
                .configured("index = \"NAME\"\nmode = \"scroll\"\nscroll_timeout = \"30s\"");
        trial.create("", "", ",\"number_of_shards\":3");
        trial.seen(0, 250, Integer::toString);

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString()).contains("is read once, as it is");
        trial.seen(250, 260, Integer::toString);
        assertThat(trial.rows()).isZero();
        assertThat(trial.counts()).containsExactly("250,250,250");
        assertThat(trial.told("state", "show")).containsPattern("\"last_scroll_id\": \"[^\"]{20}");
        assertThat(trial.server().send("GET", "/_nodes/stats/indices/search?filter_path=**.scroll_current", ""))
                .contains("\"scroll_current\":0");
        assertThat(trial.told("sources", "show")).contains("read in a pass that is finished, 250 documents");
    }

    private void scroll(SearchNode product, Loss loss) throws Exception {
        IndexTrial trial = new IndexTrial(folder, SearchNodes.server(product));
        trial.create("", "", ",\"number_of_shards\":3");
        trial.write("", 0, 250);
        try (Way way = Way.losing(trial.server(), loss, "POST /_search/scroll")) {
            trial.configured(
                    way.url(), "index = \"NAME\"\nmode = \"scroll\"\nscroll_timeout = \"" + loss.keepAlive + "\"");
            Ended broken = trial.collect();
            way.requireLost();
            assertThat(broken.status()).isEqualTo(Status.FAILED);
            assertThat(broken.result().toString())
                    .contains(
                            "the pass through " + trial.name() + " was broken off",
                            "No search context found",
                            "make 'scroll_timeout' longer than " + loss.keepAlive);
            assertThat(trial.counts()).containsExactly("200,200,200");
            assertThat(trial.rows()).isEqualTo(50);
            assertThat(trial.rows()).isZero();
        }
        assertThat(trial.counts()).containsExactly("250,250,250");
    }
}
