package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents as lines, from the bytes of an answer. */
class RecordsTest {
    @Test
    void aDocumentIsALineWithWhatTheClusterSaysOfIt() {
        assertThat(
                        lines(
                                "{\"_index\":\"l\",\"_id\":\"a\\\"b\",\"_routing\":\"r\",\"_seq_no\":9007199254740993,"
                                        + "\"_primary_term\":3,\"_source\": {\n  \"text\": \"x\\ny\",\r\n \"n\": 18446744073709551616\n}}"))
                .isEqualTo(
                        "{\"text\": \"x\\ny\",   \"n\": 18446744073709551616 ,\"_index\":\"l\",\"_id\":\"a\\\"b\","
                                + "\"_seq_no\":9007199254740993,\"_primary_term\":3,\"_routing\":\"r\",\"_row\":\"u:1:r/a\\\"b\"}\n");
    }

    @Test
    void aDocumentWithoutMembersOrWithoutSourceIsALineToo() {
        String expected = "{\"_index\":\"l\",\"_id\":\"1\",\"_seq_no\":0,\"_primary_term\":1,\"_row\":\"u/1\"}\n";
        assertThat(lines("{\"_index\":\"l\",\"_id\":\"1\",\"_seq_no\":0,\"_primary_term\":1,\"_source\":{ }}"))
                .isEqualTo(expected);
        assertThat(lines("{\"_index\":\"l\",\"_id\":\"1\",\"_seq_no\":0,\"_primary_term\":1,\"fields\":{\"a\":[1]}}"))
                .isEqualTo(expected);
    }

    @Test
    void theLastDocumentAndTheBytesOfTheSourcesAreTold() {
        String bare = "{\"_index\":\"l\",\"_id\":\"%s\",\"_seq_no\":0,\"_primary_term\":1,\"_source\":{\"a\":1}}";
        Records records = records(bare.formatted("x") + "," + bare.formatted("y"));

        assertThat(records.told().document()).contains("y");
        assertThat(records.told().bytes()).hasValue(2L * "{\"a\":1}".length());
    }

    @Test
    void aVersionIsNamedByItsNumber() {
        SearchAnswer answer = answer("{\"_index\":\"l\",\"_id\":\"1\",\"_seq_no\":7,\"_primary_term\":2}");

        assertThat(RowIdentity.VERSION.of("u", answer.hits().getFirst())).isEqualTo("u/1/7/2");
        assertThat(RowIdentity.DOCUMENT.of("u", answer.hits().getFirst())).isEqualTo("u/1");
    }

    @Test
    void documentsOfOneIdThatAreRoutedToOtherShardsAreOtherRows() {
        String bare = "{\"_index\":\"l\",\"_id\":\"%s\",\"_seq_no\":7,\"_primary_term\":2,\"_routing\":\"%s\"}";
        List<Hit> hits = answer(String.join(
                        ",",
                        bare.formatted("1", "x"),
                        bare.formatted("1", "y"),
                        bare.formatted("y/1", "x"),
                        bare.formatted("1", "x/y")))
                .hits();

        for (RowIdentity identity : RowIdentity.values()) {
            assertThat(hits).extracting(hit -> identity.of("u", hit)).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatIsNoAnswerToASearchIsRefused() {
        for (String body :
                new String[] {"", "[]", "<html>", "{\"hits\":{\"hits\":[1]}}", "{\"hits\":{\"hits\":[{}]}}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> SearchAnswer.read(body.getBytes(UTF_8)));
        }
        assertThat(SearchAnswer.read("{}".getBytes(UTF_8)).timedOut())
                .as("an answer that does not say that it is whole")
                .isTrue();
    }

    @Test
    void aPositionIsReadBackAsItWasWritten() {
        RecentIds.Growing recent = RecentIds.NONE.grow();
        for (int i = 0; i < 3 * RecentIds.MOST; i++) {
            assertThat(recent.add("id" + i)).isTrue();
        }
        IndexPosition position = new IndexPosition(
                "u",
                Map.of(
                        0,
                        new IndexPosition.Shard(1L << 60, 5, new Doubts(7, 9), recent.last(RecentIds.MOST)),
                        11,
                        IndexPosition.Shard.BEGIN),
                Optional.of(Instant.parse("2026-03-05T10:00:00.5Z")),
                Optional.of(Instant.parse("2026-03-06T00:00:00Z")),
                Optional.of(Instant.parse("2026-03-05T11:00:00Z")));

        IndexPosition again = IndexPosition.parse(position.json());
        assertThat(again).isEqualTo(position);
        RecentIds.Growing known = again.shard(0).recent().grow();
        assertThat(known.add("id" + (3 * RecentIds.MOST - 1))).isFalse();
        assertThat(known.add("id" + 2 * RecentIds.MOST)).isFalse();
        assertThat(known.add("id1")).as("longer ago than is remembered").isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> IndexPosition.parse("{\"uuid\":\"u\"}"));
        assertThatIllegalArgumentException().isThrownBy(() -> RecentIds.parse("AAAA"));
    }

    @Test
    void aPositionOfAnEarlierVersionIsRead() {
        assertThat(IndexPosition.parse("{\"uuid\":\"u\",\"shards\":{}}")).isEqualTo(IndexPosition.begin("u"));
    }

    @Test
    void thePositionOfAnIndexOfManyShardsStaysSmall() {
        Map<Integer, IndexPosition.Shard> shards = new HashMap<>();
        for (int shard = 0; shard < 50; shard++) {
            RecentIds.Growing recent = RecentIds.NONE.grow();
            for (int i = 0; i < RecentIds.MOST; i++) {
                recent.add("id" + i);
            }
            shards.put(shard, new IndexPosition.Shard(1, 1, Doubts.NONE, recent.last(RecentIds.most(50))));
        }

        assertThat(new IndexPosition("u", shards, Optional.empty(), Optional.empty(), Optional.empty()).json())
                .hasSizeLessThan(60_000);
        assertThat(RecentIds.most(1)).isEqualTo(RecentIds.most(4)).isEqualTo(RecentIds.MOST);
    }

    private static String lines(String hit) {
        return new String(records(hit).bytes(), UTF_8);
    }

    private static Records records(String hits) {
        String body = body(hits);
        SearchAnswer answer = SearchAnswer.read(body.getBytes(UTF_8));
        Records records = new Records("u", RowIdentity.DOCUMENT);
        answer.hits().forEach(each -> records.add(each, body.getBytes(UTF_8)));
        return records;
    }

    private static SearchAnswer answer(String hit) {
        return SearchAnswer.read(body(hit).getBytes(UTF_8));
    }

    private static String body(String hit) {
        return "{\"timed_out\":false,\"_shards\":{\"total\":1,\"failures\":[{\"shard\":0}]},\"hits\":{\"hits\":[" + hit
                + "]}}";
    }
}
