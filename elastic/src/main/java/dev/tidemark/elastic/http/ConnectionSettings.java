package dev.tidemark.elastic.http;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that say how a cluster is reached. */
public final class ConnectionSettings {
    private static final Key<List<URI>> URL = Key.of(
            "url",
            Kind.oneOrMore(Kind.TEXT.map("an address", ConnectionSettings::address)),
            List.of(URI.create("http://localhost:9200")),
            "Address of the cluster, or a list of the addresses of its nodes.");
    private static final Key<String> USERNAME = Key.optional("username", Kind.TEXT, "User of the cluster.");
    private static final Key<String> PASSWORD =
            Key.optional("password", Kind.SECRET, "Password of the user, best as `${env:NAME}` or `${file:PATH}`.");
    private static final Key<String> API_KEY =
            Key.optional("api_key", Kind.SECRET, "Instead of a user: an API key, encoded or as `ID:KEY`.");
    private static final Key<String> BEARER = Key.optional("bearer_token", Kind.SECRET, "Instead of a user: a token.");
    private static final Key<String> CA_FILE = Key.optional(
            "ca_file",
            Kind.TEXT,
            "File of certificates, in PEM, to trust instead of those that the platform trusts; relative to the"
                    + " workspace.");
    private static final Key<URI> PROXY = Key.optional(
            "proxy", Kind.TEXT.map("an address", ConnectionSettings::proxyAddress), "Address of an HTTP proxy.");

    private static final Key<Duration> TIMEOUT = Key.of(
            "timeout",
            Kind.SPAN,
            Connection.TIMEOUT,
            "The longest to wait for an answer; after that it is asked again.");

    public static final List<Key<?>> KEYS = List.of(URL, USERNAME, PASSWORD, API_KEY, BEARER, CA_FILE, PROXY, TIMEOUT);

    private ConnectionSettings() {}

    /** Reads the keys of a section; tells it what is wrong with them. */
    public static Connection read(Section section, Path workspace) {
        return new Connection(
                section.read(URL),
                credentials(section),
                section.find(CA_FILE)
                        .map(file -> readable(section, workspace.resolve(file).normalize())),
                section.find(PROXY),
                section.read(TIMEOUT),
                Retries.STANDARD,
                "[" + section.path() + "]");
    }

    private static Credentials credentials(Section section) {
        Optional<String> username = section.find(USERNAME);
        Optional<String> password = section.find(PASSWORD);
        Optional<String> key = section.find(API_KEY);
        Optional<String> token = section.find(BEARER);
        if (username.isPresent() != password.isPresent()) {
            section.problem(
                    (username.isPresent() ? USERNAME : PASSWORD).name(),
                    "username and password belong together: write both or none");
        }
        long ways = List.of(username, key, token).stream()
                .filter(Optional::isPresent)
                .count();
        if (ways > 1) {
            section.problem(
                    (key.isPresent() ? API_KEY : BEARER).name(),
                    "of username, api_key and bearer_token only one can be used");
        }
        return key.<Credentials>map(Credentials.ApiKey::new)
                .or(() -> token.map(Credentials.Bearer::new))
                .or(() -> username.map(name -> new Credentials.Basic(name, password.orElse(""))))
                .orElse(new Credentials.Anonymous());
    }

    private static Path readable(Section section, Path file) {
        if (!Files.isReadable(file)) {
            section.problem(CA_FILE.name(), "the file " + file + " cannot be read");
        }
        return file;
    }

    private static URI address(String text) {
        URI address = proxyAddress(text);
        if (address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an address must not hold a user or password: use username and password");
        }
        if (address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("an address must end with its path");
        }
        return address;
    }

    /** Does not repeat what was written: it may hold a password. */
    private static URI proxyAddress(String text) {
        URI address;
        try {
            address = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("this is no address: expected http://HOST:PORT", e);
        }
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null) {
            throw new IllegalArgumentException("this is no address: expected http://HOST:PORT or https://HOST:PORT");
        }
        return address;
    }
}
