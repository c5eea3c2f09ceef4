package dev.tidemark.aws.dynamo;

import dev.tidemark.formats.spi.Certificates;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Where the table is and how it is used.
 *
 * @param region   as the AWS tools find it, if empty
 * @param endpoint the region's own, if empty
 * @param keys     as the AWS tools find them, if empty
 * @param caFile   certificates to trust instead of those that the platform trusts
 * @param timeout  for one attempt
 */
record DynamoSettings(
        String table,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<AccessKeys> keys,
        Optional<Path> caFile,
        Duration timeout,
        boolean createTable,
        Owner owner) {
    /** Credentials that were given; never shown. */
    record AccessKeys(String id, String secret, Optional<String> session) {
        @Override
        public String toString() {
            return "access key " + id;
        }
    }

    private static final Key<String> TABLE = Key.of(
            "table",
            Kind.TEXT.map("the name of a table", DynamoSettings::name),
            "tidemark-state",
            "Name of the table.");
    private static final Key<Boolean> CREATE = Key.of(
            "create_table", Kind.FLAG, false, "Whether the table is made, billed per request, if it is missing.");
    private static final Key<String> REGION =
            Key.optional("region", Kind.TEXT, "Region of the table; by default as the AWS tools find it.");
    private static final Key<URI> ENDPOINT = Key.optional(
            "endpoint", Kind.TEXT.map("an address", DynamoSettings::address), "Another address than the region's.");
    private static final Key<String> ACCESS_KEY = Key.optional(
            "access_key_id", Kind.TEXT, "Access key; by default credentials are found as the AWS tools do.");
    private static final Key<String> SECRET = Key.optional(
            "secret_access_key", Kind.SECRET, "Secret of the access key, best as `${env:NAME}` or `${file:PATH}`.");
    private static final Key<String> SESSION =
            Key.optional("session_token", Kind.SECRET, "Token of a session that goes with the access key.");
    private static final Key<String> CA_FILE = Key.optional(
            "ca_file",
            Kind.TEXT,
            "File of certificates, in PEM, to trust instead of those that the platform trusts; relative to the"
                    + " workspace.");
    private static final Key<Duration> TIMEOUT = Key.of(
            "timeout",
            Kind.SPAN,
            Duration.ofSeconds(20),
            "The longest to wait for an answer; after that it is asked again.");
    private static final Key<String> ACCOUNT =
            Key.optional("account", Kind.TEXT, "Customer account that each item says in `CID`.");
    private static final Key<List<String>> ALIASES = Key.of(
            "older_stream_names",
            Kind.listOf(Kind.TEXT.map("the name of an attribute", DynamoSettings::alias)),
            List.of(),
            "Attributes in which an item says its stream besides `stream`, for those who still ask by an older name"
                    + " such as `object` or `apiName`.");
    private static final Key<Duration> KEEP = Key.optional(
            "expire_after",
            Kind.SPAN.map("a span of time of 30 days or more", DynamoSettings::longTime),
            "How long after its last change an item says in `ExpireDate` that the table may remove it; never by"
                    + " default.");

    static final List<Key<?>> KEYS = List.of(
            TABLE, CREATE, REGION, ENDPOINT, ACCESS_KEY, SECRET, SESSION, CA_FILE, TIMEOUT, ACCOUNT, ALIASES, KEEP);

    private static final Duration LEAST_KEEP = Duration.ofDays(30);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 6;

    static DynamoSettings read(Section config, StateStoreScope scope) {
        return new DynamoSettings(
                config.read(TABLE),
                config.find(REGION),
                config.find(ENDPOINT),
                accessKeys(config),
                config.find(CA_FILE).map(scope.workspace()::resolve),
                config.read(TIMEOUT),
                config.read(CREATE),
                new Owner(
                        Owner.collector(scope.stateId()),
                        config.find(ACCOUNT),
                        config.read(ALIASES),
                        config.find(KEEP)));
    }

    private static Optional<AccessKeys> accessKeys(Section config) {
        Optional<String> id = config.find(ACCESS_KEY);
        Optional<String> secret = config.find(SECRET);
        Optional<String> session = config.find(SESSION);
        if (id.isPresent() != secret.isPresent()) {
            config.problem(
                    (id.isPresent() ? ACCESS_KEY : SECRET).name(),
                    "access_key_id and secret_access_key belong together: write both or none");
        }
        if (session.isPresent() && id.isEmpty()) {
            config.problem(SESSION.name(), "a session_token goes with access_key_id and secret_access_key");
        }
        return id.flatMap(given -> secret.map(hidden -> new AccessKeys(given, hidden, session)));
    }

    /** For people, and unique. */
    String location() {
        return "dynamodb " + place() + " table " + table + " collector " + owner.collector();
    }

    private String place() {
        return endpoint.map(URI::toString).or(() -> region).orElse("the default region");
    }

    /**
     * Opens the store without connecting to anything.
     *
     * @throws IOException if the certificates cannot be read
     */
    DynamoStateStore open(Clock clock) throws IOException {
        return open(clock, builder -> {});
    }

    /** Opens it with a client of which more is said. */
    DynamoStateStore open(Clock clock, Consumer<DynamoDbClientBuilder> more) throws IOException {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(http())
                .overrideConfiguration(all -> all.addExecutionInterceptor(new Attempts.Watch())
                        .apiCallAttemptTimeout(timeout)
                        .retryStrategy(retries -> retries.maxAttempts(ATTEMPTS)));
        region.map(Region::of).ifPresent(builder::region);
        endpoint.ifPresent(builder::endpointOverride);
        keys.ifPresent(given -> builder.credentialsProvider(provider(given)));
        more.accept(builder);
        TableMaker maker = new TableMaker(createTable, owner.keep().isPresent());
        return new DynamoStateStore(new Table(builder.build(), table, place(), maker), owner, clock);
    }

    private UrlConnectionHttpClient.Builder http() throws IOException {
        UrlConnectionHttpClient.Builder http =
                UrlConnectionHttpClient.builder().connectionTimeout(TO_CONNECT).socketTimeout(timeout);
        if (caFile.isPresent()) {
            TrustManager[] managers = Certificates.managers(caFile.get());
            http.tlsTrustManagersProvider(() -> managers);
        }
        return http;
    }

    private static StaticCredentialsProvider provider(AccessKeys keys) {
        return StaticCredentialsProvider.create(
                keys.session().isPresent()
                        ? AwsSessionCredentials.create(
                                keys.id(), keys.secret(), keys.session().get())
                        : AwsBasicCredentials.create(keys.id(), keys.secret()));
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' can be no name of a table: use 3 to 255 letters, digits, '_', '-' and '.'");
        }
        return text;
    }

    private static String alias(String text) {
        if (!text.matches("[A-Za-z0-9_.-]{1,255}") || Names.OF_HEADS.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' can be no other name of the stream: use letters, digits,"
                    + " '_', '-' and '.', and no name that items use for something else");
        }
        return text;
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        @Nullable String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("'" + text + "' is no address: expected https://HOST[:PORT]");
        }
        return address;
    }

    private static Duration longTime(Duration keep) {
        if (keep.compareTo(LEAST_KEEP) < 0) {
            throw new IllegalArgumentException("a state that is still expected must never be removed: use "
                    + LEAST_KEEP.toDays() + " days or more, and more than the longest time in which a source is not"
                    + " collected");
        }
        return keep;
    }
}
