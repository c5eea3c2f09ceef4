package dev.tidemark.engine.state;

import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.Locale;

/** Reads regions, marks and gaps. */
final class RegionReader {
    private final JsonReader json;
    private Instant start = Instant.MIN;
    private Instant end = Instant.MIN;
    private Granularity granularity = Granularity.UNKNOWN;
    private Marks startObjects = Marks.NONE;
    private Marks endObjects = Marks.NONE;

    RegionReader(JsonReader json) {
        this.json = json;
    }

    Region region() {
        json.object(this::member);
        if (start.isAfter(end)) {
            throw new JsonReader.Unreadable("a region begins at " + start + ", after its end " + end);
        }
        return new Region(start, end, granularity, startObjects, endObjects);
    }

    private void member(String name) {
        switch (name) {
            case "start" -> start = json.time();
            case "end" -> end = json.time();
            case "granularity" -> granularity = granularity(json.text());
            case "start_objects" -> startObjects = marks(json);
            case "end_objects" -> endObjects = marks(json);
            default -> throw json.unknown(name);
        }
    }

    private Granularity granularity(String name) {
        try {
            return Granularity.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw json.wrong("a granularity (day, hour, …)");
        }
    }

    static Gap gap(JsonReader json) {
        Instant[] times = {Instant.MIN, Instant.MAX};
        String[] reason = {""};
        json.object(name -> {
            switch (name) {
                case "start" -> times[0] = json.time();
                case "end" -> times[1] = json.time();
                case "reason" -> reason[0] = json.text();
                default -> throw json.unknown(name);
            }
        });
        if (!times[0].isBefore(times[1])) {
            throw new JsonReader.Unreadable("a gap begins at " + times[0] + ", not before its end " + times[1]);
        }
        return new Gap(times[0], times[1], reason[0]);
    }

    /** Marks as {@link MarksJson} writes them. */
    static Marks marks(JsonReader json) {
        Marks.Builder marks = Marks.builder();
        json.list(() -> group(json, marks));
        return marks.build();
    }

    private static void group(JsonReader json, Marks.Builder marks) {
        String[] under = {""};
        json.object(name -> {
            switch (name) {
                case "under" -> under[0] = json.text();
                case "objects" -> json.list(() -> mark(json, under[0], marks));
                default -> throw json.unknown(name);
            }
        });
    }

    private static void mark(JsonReader json, String under, Marks.Builder marks) {
        json.start();
        String id = under + json.next().text();
        Mark mark = new Mark(
                json.next().time(),
                json.next().number(),
                json.next().number(),
                json.next().text());
        json.end();
        try {
            marks.add(id, mark);
        } catch (IllegalArgumentException e) {
            throw new JsonReader.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
