package dev.tidemark.elastic.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.Credentials;
import dev.tidemark.elastic.http.Retries;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.testkit.Access;
import dev.tidemark.testkit.Damage;
import dev.tidemark.testkit.RemoteStateStoreContract;
import dev.tidemark.testkit.server.SearchNode;
import dev.tidemark.testkit.server.StubServer;
import dev.tidemark.testkit.server.TestServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract against one of the two products. */
abstract class ElasticStateStoreContract extends RemoteStateStoreContract {
    private static final Retries QUICK = new Retries(3, Duration.ofMillis(50), Duration.ofSeconds(1));

    private static StubServer locked;

    private final SearchNode product;

    ElasticStateStoreContract(SearchNode product) {
        this.product = product;
    }

    /** The nodes of the tests know no users. */
    @BeforeAll
    static void startLockedServer() throws Exception {
        locked = new StubServer(401, "application/json", """
                {"error":{"root_cause":[],"type":"security_exception","reason":"unable to authenticate user [me]"},
                "status":401}""");
    }

    @AfterAll
    static void stopLockedServer() {
        locked.close();
    }

    @Override
    protected TestServer server() {
        return Nodes.of(product);
    }

    @Override
    protected StateStore open(Access access) throws Exception {
        Connection connection = new Connection(
                List.of(URI.create((access.tls() ? "https" : "http") + "://127.0.0.1:" + access.port())),
                new Credentials.Anonymous(),
                access.trusted(),
                Optional.empty(),
                access.timeout(),
                QUICK);
        return store(connection, access);
    }

    private static StateStore store(Connection connection, Access access) throws Exception {
        return new ElasticStateStore(
                new SearchClient(connection), index(access), access.stateId().orElse(""), Clock.systemUTC());
    }

    @Override
    protected StateStore openWithWrongPassword() throws Exception {
        Connection connection = Connection.to(locked.uri()).with(new Credentials.Basic("me", WRONG_PASSWORD));
        return new ElasticStateStore(new SearchClient(connection), "states", "", Clock.systemUTC());
    }

    @Override
    protected void damage(Access access, String key, Damage damage) throws Exception {
        Connection connection = Connection.to(URI.create("http://127.0.0.1:" + access.port()));
        String id = StateRecord.id(access.stateId().orElse(""), key);
        try (SearchClient client = new SearchClient(connection)) {
            String source = new String(
                    client.send(Call.get(index(access), "_source", id))
                            .success()
                            .body(),
                    UTF_8);
            String damaged = switch (damage) {
                case CHANGED -> source.replace("long enough", "long Enough");
                case TRUNCATED -> source.substring(0, source.indexOf(" to be cut")) + "\"}";
                case EMPTY -> "{\"state_id\":\"\",\"key\":\"" + key + "\"}";
                case FUTURE -> source.replace("\"format\":1", "\"format\":2");
            };
            client.send(Call.put(index(access), "_doc", id).with(damaged)).success();
        }
    }

    private static String index(Access access) {
        return "states-" + access.space();
    }

    @Override
    protected int maximumBytes() {
        return ElasticStateStore.MOST_BYTES;
    }

    @Override
    protected int kills() {
        return 1;
    }

    @Override
    protected String markOfDelete() {
        return "DELETE /";
    }
}
