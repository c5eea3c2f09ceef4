package dev.tidemark.api.state;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads states as people write them: {@code [03-01, 03-05) s{a} e{b c@03-07}; [03-06, 03-08)}. The time of an id is the
 * one written with it, or the one declared.
 */
final class Notation {
    private static final Pattern REGION =
            Pattern.compile("\\[(\\S+), (\\S+)\\)(?: s\\{([^}]*)\\})?(?: e\\{([^}]*)\\})?");

    private final Granularity granularity;
    private final Map<String, Instant> times = new HashMap<>();

    Notation(Granularity granularity) {
        this.granularity = granularity;
    }

    /** {@code 03-01}, {@code 03-01T10:00}, {@code 10:00} or {@code 10:00:00.5}, of 2025 and March 5th. */
    static Instant time(String text) {
        String date = text.contains("-") ? text.substring(0, 5) : "03-05";
        String clock = text.contains(":") ? text.substring(text.indexOf('T') + 1) : "00:00";
        return Instant.parse("2025-" + date + "T" + (clock.length() == 5 ? clock + ":00" : clock) + "Z");
    }

    void declare(String id, Instant time) {
        times.put(id, granularity.floor(time));
    }

    Artifact artifact(String id, Instant time) {
        declare(id, time);
        return item(id, new Period(time, granularity), 1);
    }

    static Artifact item(String id, Period period, long size) {
        return new Artifact(id, "stream", id, period, period.start(), size, "", 0, Map.of());
    }

    CollectionState state(String text) {
        return new CollectionState(regions(text), Marks.NONE, List.of(), Optional.empty());
    }

    private List<Region> regions(String text) {
        List<Region> regions = new ArrayList<>();
        String rest = text.equals("—") ? "" : text;
        while (!rest.isEmpty()) {
            Matcher matcher = REGION.matcher(rest);
            if (!matcher.lookingAt()) {
                throw new IllegalArgumentException("no region: " + rest);
            }
            regions.add(new Region(
                    time(matcher.group(1)),
                    time(matcher.group(2)),
                    granularity,
                    marks(matcher.group(3)),
                    marks(matcher.group(4))));
            rest = rest.substring(matcher.end()).replaceFirst("^; ", "");
        }
        return regions;
    }

    private Marks marks(@Nullable String ids) {
        Map<String, Mark> marks = new HashMap<>();
        for (String word : ids == null || ids.isEmpty() ? new String[0] : ids.split(" ", -1)) {
            String[] parts = word.split("@", -1);
            if (parts.length == 2) {
                declare(parts[0], time(parts[1]));
            }
            marks.put(parts[0], new Mark(Objects.requireNonNull(times.get(parts[0]), word), 1, 0, ""));
        }
        return Marks.of(marks);
    }
}
