package dev.tidemark.engine.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.Range;
import dev.tidemark.engine.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** A collection state of Tailpipe, {@code struct_version} {@value #VERSION}. */
public final class TailpipeState {
    private static final long VERSION = 20_250_618;
    private static final Pattern FIRST = Pattern.compile("(?s)\\s*\\{.*\"(?:struct_version|trunk_states)\"\\s*:.*");
    private static final String NAME =
            "Name a file collection_state_TABLE_PARTITION.json of Tailpipe, below" + " ~/.tailpipe/internal/collection";

    private TailpipeState() {}

    /** Whether a file begins like one. */
    public static boolean is(byte[] first) {
        return FIRST.matcher(new String(first, UTF_8)).matches();
    }

    /** @throws IOException if it cannot be read; says what to do */
    public static ForeignState read(Path file) throws IOException {
        try {
            Map<?, ?> json = JsonTree.object(Files.readAllBytes(file));
            version(file, JsonTree.number(json, "struct_version"));
            Map<?, ?> state = JsonTree.member(json, "state");
            if (!(state.get("trunk_states") instanceof Map<?, ?> trunks)) {
                throw Unusable.because(
                        file, "it is the state of an API or of log streams, not of files", "Choose one of files");
            }
            Map<String, List<Stretch>> all = new LinkedHashMap<>();
            trunks.forEach((trunk, ranges) -> {
                if (ranges instanceof Map<?, ?> object) {
                    all.put(trunk.toString(), stretches(object));
                }
            });
            return new ForeignState.Trunks("Tailpipe", saved(file, json, state), all);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Unusable.because(file, String.valueOf(e.getMessage()), NAME);
        }
    }

    private static void version(Path file, OptionalLong version) throws IOException {
        if (version.orElse(0) == 0) {
            throw Unusable.because(
                    file,
                    "it has no struct_version: an older Tailpipe wrote it",
                    "Run 'tailpipe collect' of a newer version once, which converts it");
        }
        if (version.getAsLong() != VERSION) {
            throw Unusable.because(
                    file,
                    "its struct_version is " + version.getAsLong() + ", and only " + VERSION + " is known",
                    "Import it with a newer Tidemark, or from Tailpipe 0.9");
        }
    }

    private static Instant saved(Path file, Map<?, ?> json, Map<?, ?> state) throws IOException {
        String time = JsonTree.text(json, "last_modified_time") + JsonTree.text(state, "last_modified_time");
        Instant told = time.isEmpty() ? Instant.MIN : time(time);
        return told.isAfter(Instant.EPOCH)
                ? told
                : Files.getLastModifiedTime(file).toInstant();
    }

    private static List<Stretch> stretches(Map<?, ?> ranges) {
        if (!(ranges.get("time_ranges") instanceof List<?>)) {
            throw new IllegalArgumentException("a trunk has no time_ranges");
        }
        boolean timeless = JsonTree.number(ranges, "granularity").orElse(0) == 0;
        List<Stretch> stretches = new ArrayList<>();
        for (Map<?, ?> each : JsonTree.objects(ranges, "time_ranges")) {
            Map<?, ?> range = JsonTree.member(each, "time_range");
            Set<String> edge = new HashSet<>();
            JsonTree.member(each, "end_objects").keySet().forEach(id -> edge.add(id.toString()));
            boolean back = JsonTree.number(range, "collection_order").orElse(0) == 1;
            stretches.add(new Stretch(
                    timeless
                            ? new Range(Instant.EPOCH, Instant.EPOCH)
                            : new Range(bound(range, "lower_boundary"), bound(range, "upper_boundary")),
                    back ? Stretch.Order.NEWEST_FIRST : Stretch.Order.OLDEST_FIRST,
                    edge,
                    timeless ? Stretch.Times.UNKNOWN : Stretch.Times.KNOWN));
        }
        return stretches;
    }

    private static Instant bound(Map<?, ?> range, String name) {
        String text = JsonTree.text(range, name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a time_range has no " + name);
        }
        return time(text);
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
