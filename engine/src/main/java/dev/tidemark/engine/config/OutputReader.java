package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Checks what {@code [[sources.NAME.streams]]} says of brokers that there are none of yet. */
final class OutputReader {
    private static final Key<List<Section>> STREAMS = Key.optional(
            "streams",
            Kind.SECTIONS,
            "Streams of a broker that the rows go to, see below. They have no effect yet: rows go to the table.");
    private static final Key<String> STREAM = Key.required("stream", Kind.TEXT, "none", "Stream of the broker.");
    private static final Key<String> TOPIC = Key.required("topic", Kind.TEXT, "none", "Topic of the stream.");
    private static final Key<Schema> SCHEMA =
            Key.of("schema", Kind.choice(Schema.class), Schema.JSON, "In which form a row is a message.");
    private static final Key<Long> BATCH = Key.of(
            "batch_length",
            Kind.NUMBER.map("a number of messages", OutputReader::positive),
            1000L,
            "How many messages are sent at once, at most.");
    private static final Key<Duration> LINGER =
            Key.of("linger_time", Kind.SPAN, Duration.ofMillis(5), "How long is waited until there are so many.");

    static final List<Key<?>> KEYS = List.of(STREAM, TOPIC, SCHEMA, BATCH, LINGER);

    private enum Schema {
        JSON,
        RAW,
        TEXT,
        PROTO,
        FLATBUFFER,
        AVRO
    }

    private OutputReader() {}

    static Key<List<Section>> key() {
        return STREAMS;
    }

    /** Reads what a source says, and remarks that it has no effect. */
    static void read(String source, Section section) {
        TreeSet<String> names = new TreeSet<>();
        for (Section each : section.find(STREAMS).orElse(List.of())) {
            names.add(each.read(STREAM) + "/" + each.read(TOPIC));
            each.read(SCHEMA);
            each.read(BATCH);
            each.read(LINGER);
        }
        if (!names.isEmpty()) {
            section.problems()
                    .remark(
                            section.place(STREAMS.name()),
                            "[[sources." + source + ".streams]] has no effect: rows of " + source
                                    + " go to its table, and not to " + String.join(", ", names)
                                    + ", as there is no sink for brokers yet");
        }
    }

    private static long positive(long number) {
        if (number < 1) {
            throw new IllegalArgumentException(number + " is less than 1");
        }
        return number;
    }
}
