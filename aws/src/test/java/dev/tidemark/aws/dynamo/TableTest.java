package dev.tidemark.aws.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** What lies in the table. */
class TableTest {
    private static final String KEY = "web/streams/aws%2F42";

    private final String table = "states-" + UUID.randomUUID();
    private final DynamoDbClient raw = Raw.client(Local.uri());

    @AfterEach
    void close() {
        raw.close();
    }

    @Test
    void aFleetIsAskedByStreamWithoutItsDocuments() throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
        for (String collector : List.of("berlin", "paris")) {
            Owner owner =
                    new Owner(collector, Optional.of("134249236"), List.of("object"), Optional.of(Duration.ofDays(60)));
            try (StateStore store = Local.settings(Local.uri(), table, owner).open(clock)) {
                store.save(KEY, StateStore.ABSENT, small("a"));
                store.save("web/streams/other", StateStore.ABSENT, small("a"));
                store.save("web/claims", StateStore.ABSENT, small("a"));
            }
        }

        List<Map<String, AttributeValue>> found = raw.query(query -> query.tableName(table)
                        .indexName("stream-index")
                        .keyConditionExpression("#s = :s")
                        .expressionAttributeNames(Map.of("#s", "stream"))
                        .expressionAttributeValues(Map.of(":s", Values.text("aws/42"))))
                .items();

        assertThat(found).hasSize(2).allSatisfy(item -> {
            assertThat(item).doesNotContainKeys("document", "part");
            assertThat(item.get("source").s()).isEqualTo("web");
            assertThat(item.get("kind").s()).isEqualTo("streams");
            assertThat(item.get("CID").s()).isEqualTo("134249236");
            assertThat(item.get("Updated").n()).isEqualTo("1795168800");
            assertThat(item.get("ExpireDate").n()).isEqualTo(Long.toString(1795168800 + 60 * 86_400L));
        });
        assertThat(items("berlin"))
                .filteredOn(item -> item.containsKey("stream"))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.get("object")).isEqualTo(item.get("stream")));
        assertThat(found).extracting(item -> item.get("CollectorId").s()).containsExactly("berlin", "paris");
    }

    @Test
    @DisplayName("expired-with-its-carrier: what is saved again in time is not removed, nor anything by default")
    void whatIsSavedAgainInTimeIsKept() throws Exception {
        Owner soon = new Owner("soon", Optional.empty(), List.of(), Optional.of(Duration.ofSeconds(3)));
        Owner never = new Owner("never", Optional.empty(), List.of(), Optional.empty());
        try (StateStore kept = Local.settings(Local.uri(), table, soon).open(Clock.systemUTC());
                StateStore ever = Local.settings(Local.uri(), table, never).open(Clock.systemUTC())) {
            String version = kept.save(KEY, StateStore.ABSENT, small("a"));
            kept.save("web/streams/retired", StateStore.ABSENT, small("a"));
            ever.save(KEY, StateStore.ABSENT, small("a"));
            // DynamoDB Local removes what has expired at once; the test goes on as soon as it did.
            while (items("soon").stream()
                    .anyMatch(item -> Values.text(item, "StateKey").endsWith("retired"))) {
                version = kept.save(KEY, version, small("again"));
            }

            assertThat(kept.load(KEY)).isPresent();
            assertThat(ever.load(KEY)).isPresent();
        }
    }

    @Test
    @DisplayName("expired-with-its-carrier: what is loaded in every round and never saved is not removed either")
    void whatIsOnlyLoadedIsKept() throws Exception {
        Owner owner = new Owner("web", Optional.empty(), List.of(), Optional.of(Duration.ofDays(60)));
        Instant begun = Instant.now();
        Clock later = Clock.fixed(begun.plus(Duration.ofDays(40)), ZoneOffset.UTC);
        try (StateStore store = Local.settings(Local.uri(), table, owner).open(Clock.systemUTC());
                StateStore muchLater = Local.settings(Local.uri(), table, owner).open(later);
                StateStore withoutEnd = Local.settings(table).open(later)) {
            String version = store.save(KEY, StateStore.ABSENT, large(1));
            store.load(KEY);
            assertThat(ends()).allSatisfy(end -> assertThat(end).isBefore(begun.plus(Duration.ofDays(91))));

            assertThat(muchLater.load(KEY).orElseThrow().version()).isEqualTo(version);
            assertThat(ends()).hasSize(5).allSatisfy(end -> assertThat(end).isAfter(begun.plus(Duration.ofDays(99))));

            assertThat(withoutEnd.load(KEY)).isPresent();
            assertThat(ends()).isEmpty();
        }
    }

    private List<Instant> ends() {
        return items().stream()
                .filter(item -> item.containsKey("ExpireDate"))
                .map(item -> Instant.ofEpochSecond(Values.number(item, "ExpireDate")))
                .toList();
    }

    @Test
    @DisplayName("torn-state-file: a save that ends between two parts changes nothing and is swept by the next one")
    void aTornSaveIsInvisible() throws Exception {
        AtomicInteger puts = new AtomicInteger();
        byte[] first = large(1);
        byte[] second = large(2);
        try (StateStore store = Local.settings(table).open(Clock.systemUTC());
                DynamoStateStore torn = Failing.afterPuts(Local.settings(table), puts, 2)) {
            String version = store.save(KEY, StateStore.ABSENT, first);
            assertThatThrownBy(() -> torn.save(KEY, version, second)).isInstanceOf(IOException.class);

            assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(first);
            assertThat(store.keys("")).containsExactly(KEY);
            assertThat(parts()).as("of two generations").hasSizeGreaterThan(4);

            store.save(KEY, version, second);
            assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(second);
            assertThat(parts()).hasSize(4);
        }
    }

    @Test
    void aLargeValueThatBecomesSmallOrGoesLeavesNothing() throws Exception {
        try (StateStore store = Local.settings(table).open(Clock.systemUTC())) {
            String version = store.save(KEY, StateStore.ABSENT, large(1));
            version = store.save(KEY, version, small("b"));
            assertThat(parts()).isEmpty();

            version = store.save(KEY, version, large(2));
            assertThat(parts()).isNotEmpty();
            store.delete(KEY, version);
            assertThat(items()).isEmpty();
        }
    }

    @Test
    @DisplayName("torn-state-file: a value that misses a part, or has another's, is damaged")
    void aValueThatMissesAPartIsDamaged() throws Exception {
        try (StateStore store = Local.settings(table).open(Clock.systemUTC())) {
            store.save(KEY, StateStore.ABSENT, large(1));
            Map<String, AttributeValue> part = parts().get(1);
            raw.deleteItem(delete -> delete.tableName(table)
                    .key(Map.of("CollectorId", part.get("CollectorId"), "StateKey", part.get("StateKey"))));

            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContainingAll(KEY, "its part 1 of 4 is missing", "tidemark state import");
            store.delete(KEY, StateStore.ABSENT);
            assertThat(items()).isEmpty();
        }
    }

    @Test
    @DisplayName("two-runs-at-once: who reads while large values replace each other reads one of them")
    void whoReadsWhileLargeValuesReplaceEachOtherReadsOneOfThem() throws Exception {
        byte[] first = large(1);
        byte[] second = large(2);
        try (StateStore writer = Local.settings(table).open(Clock.systemUTC());
                StateStore reader = Local.settings(table).open(Clock.systemUTC())) {
            String version = writer.save(KEY, StateStore.ABSENT, first);
            Thread thread = Thread.ofPlatform().start(() -> replace(writer, version, first, second));
            while (thread.isAlive()) {
                byte[] value = reader.load(KEY).orElseThrow().value();
                assertThat(Arrays.equals(value, first) || Arrays.equals(value, second))
                        .isTrue();
            }
        }
    }

    private static void replace(StateStore store, String from, byte[] first, byte[] second) {
        String version = from;
        try {
            for (int i = 0; i < 10; i++) {
                version = store.save(KEY, version, i % 2 == 0 ? second : first);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTableThatIsMissingIsToldWithTheCommandThatMakesIt() throws Exception {
        DynamoSettings made = Local.settings(table);
        DynamoSettings settings = new DynamoSettings(
                table, made.region(), made.endpoint(), made.keys(), made.caFile(), made.timeout(), false, made.owner());
        try (StateStore store = settings.open(Clock.systemUTC())) {
            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "there is no table " + table,
                            Local.uri().toString(),
                            "create_table = true",
                            "aws dynamodb create-table --table-name " + table);
        }
    }

    @Test
    void aTableOfAnotherMakeIsToldToBeOne() throws Exception {
        raw.createTable(request -> request.tableName(table)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build()));
        try (StateStore store = Local.settings(table).open(Clock.systemUTC())) {
            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(table, "partition key CollectorId", "sort key StateKey");
        }
    }

    private List<Map<String, AttributeValue>> parts() {
        return items().stream()
                .filter(item -> item.get("StateKey").s().startsWith("#"))
                .toList();
    }

    private List<Map<String, AttributeValue>> items() {
        return items("web");
    }

    private List<Map<String, AttributeValue>> items(String collector) {
        return raw
                .queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("CollectorId = :c")
                        .expressionAttributeValues(Map.of(":c", Values.text(collector))))
                .items()
                .stream()
                .toList();
    }

    private static byte[] small(String text) {
        return Sealed.seal(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
    }

    /** Of four parts, as it cannot be compressed well. */
    private static byte[] large(long seed) {
        StringBuilder digits = new StringBuilder("{\"text\":\"");
        new Random(seed).ints(1_500_000, 0, 256).forEach(each -> digits.append((char) ('0' + each % 64)));
        return Sealed.seal(digits.append("\"}").toString().replace('\\', '/').getBytes(UTF_8));
    }
}
