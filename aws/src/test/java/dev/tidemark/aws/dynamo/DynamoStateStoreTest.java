package dev.tidemark.aws.dynamo;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.Access;
import dev.tidemark.testkit.Damage;
import dev.tidemark.testkit.RemoteStateStoreContract;
import dev.tidemark.testkit.server.StubServer;
import dev.tidemark.testkit.server.TestServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoStateStoreTest extends RemoteStateStoreContract {
    private static StubServer locked;

    /** DynamoDB Local knows no users. */
    @BeforeAll
    static void startLockedServer() throws Exception {
        locked = new StubServer(400, "application/x-amz-json-1.0", """
                {"__type":"com.amazon.coral.service#UnrecognizedClientException",
                "message":"The security token included in the request is invalid."}""");
    }

    @AfterAll
    static void stopLockedServer() {
        locked.close();
    }

    @Override
    protected TestServer server() {
        return Local.server();
    }

    @Override
    protected StateStore open(Access access) throws Exception {
        return settings(access, (access.tls() ? "https" : "http") + "://127.0.0.1:" + access.port(), "secret")
                .open(Clock.systemUTC());
    }

    @Override
    protected StateStore openWithWrongPassword() throws Exception {
        Access access = new Access(0, "t", Optional.empty(), false, Optional.empty(), Duration.ofSeconds(5));
        return settings(access, locked.uri().toString(), WRONG_PASSWORD).open(Clock.systemUTC());
    }

    private static DynamoSettings settings(Access access, String endpoint, String secret) {
        return new DynamoSettings(
                "states-" + access.space(),
                Optional.of("eu-central-1"),
                Optional.of(URI.create(endpoint)),
                Optional.of(new DynamoSettings.AccessKeys("local", secret, Optional.empty())),
                access.trusted(),
                access.timeout(),
                true,
                owner(access));
    }

    private static Owner owner(Access access) {
        return new Owner(Owner.collector(access.stateId()), Optional.empty(), List.of(), Optional.empty());
    }

    @Override
    protected void damage(Access access, String key, Damage damage) throws Exception {
        String table = "states-" + access.space();
        try (DynamoDbClient client = Raw.client(Local.uri())) {
            Map<String, AttributeValue> id =
                    Map.of(Names.COLLECTOR, Values.text(owner(access).collector()), Names.KEY, Values.text(key));
            Map<String, AttributeValue> item = new HashMap<>(
                    client.getItem(get -> get.tableName(table).key(id)).item());
            String document = item.get(Names.DOCUMENT).s();
            switch (damage) {
                case CHANGED -> item.put(Names.DOCUMENT, Values.text(document.replace("long", "Long")));
                case TRUNCATED -> item.put(Names.DOCUMENT, Values.text(document.substring(0, document.length() / 2)));
                case EMPTY -> item.keySet().retainAll(id.keySet());
                case FUTURE -> item.put(Names.FORMAT, Values.number(2));
            }
            client.putItem(put -> put.tableName(table).item(item));
        }
    }

    @Override
    protected int maximumBytes() {
        return DynamoStateStore.MOST_BYTES;
    }

    @Override
    protected int kills() {
        return 3;
    }

    @Override
    protected String markOfDelete() {
        return "DynamoDB_20120810.DeleteItem";
    }
}
