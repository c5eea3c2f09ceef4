package dev.tidemark.redis;

import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** States in Redis. */
public final class RedisStoreType implements StateStoreType {
    private static final Key<String> URL = Key.of(
            "url",
            Kind.TEXT.map("the URL of a Redis server", RedisUrl::checked),
            "redis://localhost:6379",
            "`redis://HOST:PORT/DATABASE`, or `rediss://…` for TLS.");
    private static final Key<String> USERNAME =
            Key.optional("username", Kind.TEXT, "User of the server, if it has others than the default one.");
    private static final Key<String> PASSWORD =
            Key.optional("password", Kind.SECRET, "Password, best as `${env:NAME}` or `${file:PATH}`.");
    private static final Key<String> KEY_PREFIX = Key.of(
            "key_prefix",
            Kind.TEXT,
            "connector_states:",
            "What all keys begin with; a `state_id` and a colon follow it.");
    private static final Key<String> CA_FILE = Key.optional(
            "ca_file",
            Kind.TEXT,
            "File of certificates, in PEM, to trust instead of those that the platform trusts; relative to the"
                    + " workspace.");
    private static final Key<Duration> TIMEOUT = Key.of(
            "timeout", Kind.SPAN, Duration.ofSeconds(10), "The longest to wait for a connection, and for an answer.");

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String description() {
        return "One Redis server, version 4 or newer, with `appendonly yes` and `appendfsync always`; see"
                + " [state.md](state.md#redis).";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, USERNAME, PASSWORD, KEY_PREFIX, CA_FILE, TIMEOUT);
    }

    @Override
    public StateStorePlace read(Section config, StateStoreScope scope) {
        RedisUrl url = RedisUrl.parse(config.read(URL));
        Optional<String> username = config.find(USERNAME);
        Optional<String> password = config.find(PASSWORD);
        if (password.isPresent() && url.password().isPresent()) {
            config.problem(PASSWORD.name(), "there is one in 'url' already; keep one of them");
        }
        RedisSettings settings = new RedisSettings(
                url,
                username.or(url::username),
                password.or(url::password),
                config.read(KEY_PREFIX) + scope.stateId().map(id -> id + ":").orElse(""),
                config.find(CA_FILE).map(scope.workspace()::resolve),
                config.read(TIMEOUT));
        return new StateStorePlace(settings.location(), warnings -> RedisStateStore.open(settings, warnings));
    }
}
