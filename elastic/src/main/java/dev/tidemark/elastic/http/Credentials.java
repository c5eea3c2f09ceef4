package dev.tidemark.elastic.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Who asks. Never shows its secret. */
public sealed interface Credentials {
    /** Whoever the cluster takes one for who says nothing. */
    record Anonymous() implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "no credentials";
        }
    }

    /** A user of the cluster. */
    record Basic(String username, String password) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Basic " + base64(username + ":" + password));
        }

        @Override
        public String toString() {
            return "user " + username;
        }
    }

    /** @param key as the cluster gave it out: encoded, or {@code ID:KEY} */
    record ApiKey(String key) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("ApiKey " + (key.contains(":") ? base64(key) : key));
        }

        @Override
        public String toString() {
            return "an API key";
        }
    }

    /** A token that something else gave out. */
    record Bearer(String token) implements Credentials {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "a bearer token";
        }
    }

    /** The value of the header {@code Authorization}. */
    Optional<String> header();

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
