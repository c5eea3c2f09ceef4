package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Kind;
import java.time.Duration;
import java.time.Instant;

/** A time to begin or to end at: an instant, or a span before now. */
public sealed interface From {
    /** Reads it from a key. */
    Kind<From> KIND = Kind.TEXT.map("a time such as \"2025-06-01\" or a span before now such as \"7d\"", From::parse);

    /** @throws IllegalArgumentException if the text is neither; the message says what would be */
    static From parse(String text) {
        return Times.parse(text);
    }

    /** What it is, given the present time. */
    Instant at(Instant now);

    /** A fixed time. */
    record Fixed(Instant time) implements From {
        @Override
        public Instant at(Instant now) {
            return time;
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** So long before now; {@code text} is how it was written. */
    record Ago(Duration span, String text) implements From {
        @Override
        public Instant at(Instant now) {
            return now.minus(span);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
