package dev.tidemark.elastic.source;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys that say how indexes are read. */
final class ModeKeys {
    private static final Set<Mode> NUMBERED = Set.of(Mode.AUTO, Mode.SEQUENCE);
    private static final Set<Mode> TIMED = Set.of(Mode.AUTO, Mode.TIMESTAMP);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Key<Mode> MODE = Key.of(
            "mode",
            Kind.choice(Mode.class),
            Mode.AUTO,
            "How an index is read: `sequence`, `timestamp`, `cursor`, `scroll` (once, as it is), or `auto`, which is `sequence` where the"
                    + " cluster and the rights allow it, and else `timestamp` if the server sets the time.");
    private static final Key<TimeField.Unit> UNIT = Key.optional(
            "timestamp_unit",
            Kind.choice(TimeField.Unit.class),
            "What the numbers of `timestamp_field` count since 1970, if the mapping says that they are numbers and not"
                    + " dates.");
    private static final Key<Duration> SETTLE = Key.optional(
            "settle",
            Kind.SPAN.map("a span of at least 1s", ModeKeys::settling),
            "How long before now, by the cluster's clock, mode `timestamp` stops reading; longer than documents take from"
                    + " the pipeline that sets the time until a search shows them. 60s unless it is written.");
    private static final Key<Duration> OVERLAP = Key.optional(
            "overlap",
            Kind.SPAN,
            "How much of what was read mode `timestamp` reads again in search of documents that came later; those that"
                    + " were read are dropped. 60s unless it is written.");
    private static final Key<Duration> SCROLL_TIMEOUT = Key.of(
            "scroll_timeout",
            Kind.SPAN.map("a span of at least 1s", ModeKeys::settling),
            ModeSettings.KEEP_ALIVE,
            "How long the cluster keeps a scroll or a point in time from one page to the next.");

    private static final Key<String> CURSOR_FIELD = Key.optional(
            "cursor_field",
            Kind.TEXT.map("the name of a field", ModeKeys::field),
            "By which mode `cursor` reads: a number, date or keyword that is higher in each new document than in all"
                    + " before, and in no two the same.");

    private static final Key<Duration> REFRESH_MIN_INTERVAL = Key.optional(
            "refresh_min_interval",
            Kind.SPAN,
            "How long an index that is read by sequence number is not refreshed again, for a refresh makes a segment: a"
                    + " run that comes sooner leaves it to the next one. Not written: each run that finds something new"
                    + " refreshes.");
    private static final Key<Long> ROUND_LIMIT = Key.optional(
            "round_limit",
            Kind.NUMBER.map("a number of documents", ModeKeys::limit),
            "How many sequence numbers of each shard a run reads at most; the next one goes on. Not written: up to the end.");

    private static final String TIME_FIELD = "timestamp_field";

    static final List<Key<?>> ALL =
            List.of(MODE, UNIT, SETTLE, OVERLAP, CURSOR_FIELD, SCROLL_TIMEOUT, REFRESH_MIN_INTERVAL, ROUND_LIMIT);

    private ModeKeys() {}

    /**
     * Reads the keys of a section.
     *
     * @param index     what is read
     * @param timeField what is written as the field of times
     */
    static ModeSettings read(Section section, String index, Optional<String> timeField) {
        ModeSettings settings = new ModeSettings(
                section.read(MODE),
                timeField,
                section.find(CURSOR_FIELD),
                section.find(UNIT),
                section.find(SETTLE).orElse(ModeSettings.SETTLE),
                section.find(OVERLAP).orElse(ModeSettings.OVERLAP),
                section.read(SCROLL_TIMEOUT),
                new Rounds(
                        section.find(REFRESH_MIN_INTERVAL).orElse(Rounds.UNLIMITED.refreshInterval()),
                        section.find(ROUND_LIMIT).orElse(Rounds.UNLIMITED.limit())));
        check(section, settings);
        if (settings.mode() == Mode.SEQUENCE && Arrays.stream(index.split(",")).anyMatch(IndexNames::isElsewhere)) {
            section.problem(
                    MODE.name(),
                    "indexes of another cluster, such as those of " + index + ", cannot be read by sequence number: no"
                            + " cluster tells checkpoints of another one");
        }
        return settings;
    }

    private static void check(Section section, ModeSettings settings) {
        Mode mode = settings.mode();
        if (mode == Mode.TIMESTAMP && !section.has(TIME_FIELD)) {
            section.problem(
                    TIME_FIELD,
                    "mode timestamp needs the field by which it reads: write one that the server sets, such as"
                            + " event.ingested");
        }
        if (mode == Mode.CURSOR && !section.has(CURSOR_FIELD.name())) {
            section.problem(
                    CURSOR_FIELD.name(),
                    "mode cursor needs the field by which it reads: write one that is higher in each new document than"
                            + " in all before, such as a number that is counted up");
        }
        if (mode != Mode.CURSOR && section.has(CURSOR_FIELD.name())) {
            section.problem(CURSOR_FIELD.name(), "this is of mode cursor, and mode is " + mode);
        }
        for (Key<?> key : List.of(REFRESH_MIN_INTERVAL, ROUND_LIMIT)) {
            if (section.has(key.name()) && !NUMBERED.contains(mode)) {
                section.problem(key.name(), "this is of mode sequence, and mode is " + mode);
            }
        }
        for (Key<?> key : List.of(UNIT, SETTLE, OVERLAP)) {
            if (section.has(key.name()) && !TIMED.contains(mode)) {
                section.problem(key.name(), "this is of mode timestamp, and mode is " + mode);
            }
        }
        if (section.has(UNIT.name()) && !section.has(TIME_FIELD)) {
            section.problem(UNIT.name(), "this is the unit of timestamp_field, which is not written");
        }
    }

    /** @throws IllegalArgumentException if it cannot be the name of one field of documents */
    static String field(String name) {
        if (name.isBlank() || name.contains("*") || name.contains(",") || name.startsWith("_")) {
            throw new IllegalArgumentException("'" + name + "' is no name of one field of the documents");
        }
        return name;
    }

    private static long limit(long numbers) {
        if (numbers < 1) {
            throw new IllegalArgumentException(numbers + " is not 1 or more");
        }
        return numbers;
    }

    /** The cluster's date math knows nothing shorter than a second. */
    private static Duration settling(Duration span) {
        if (span.compareTo(SHORTEST) < 0 || span.toNanosPart() != 0) {
            throw new IllegalArgumentException(span.toMillis() + " ms are not one or more whole seconds");
        }
        return span;
    }
}
