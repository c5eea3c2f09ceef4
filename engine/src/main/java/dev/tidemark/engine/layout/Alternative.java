package dev.tidemark.engine.layout;

import dev.tidemark.formats.grok.Captures;
import dev.tidemark.formats.grok.Grok;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A layout without optional parts, compiled: as a whole for files, cut to each depth for folders. */
final class Alternative {
    /** The capture that holds the path before the first segment with a part of the time. */
    private static final String TRUNK = "_trunk";

    private static final Pattern SPANNING = Pattern.compile("%\\{(DATA|GREEDYDATA|NOTSPACE)[:}]");

    private final List<String> segments;
    private final Map<String, String> patterns;
    private final int timeSegment;
    private final Grok whole;
    private final List<Grok> cuts = new ArrayList<>();
    private final boolean spanning;

    Alternative(String text, Map<String, String> patterns) {
        this.patterns = patterns;
        segments = Alternatives.segments(text);
        timeSegment = timeSegment();
        whole = Grok.compile("(?:" + cut(segments.size()) + ")(?:/|\\z)", patterns);
        for (int depth = 1; depth <= segments.size(); depth++) {
            cuts.add(Grok.compile(cut(depth), patterns));
        }
        spanning = segments.size() > 1
                && SPANNING.matcher(segments.get(segments.size() - 2)).find();
    }

    /** @param path with {@code /} between its segments, none at its ends */
    Place file(String path) {
        return place(whole.match(path, Grok.Extent.START));
    }

    /** @param depth the number of the path's segments */
    Place folder(String path, int depth) {
        if (depth <= segments.size()) {
            Place place = place(cuts.get(depth - 1).match(path, Grok.Extent.WHOLE));
            return place instanceof Place.Outside ? spanned(path, depth) : place;
        }
        Place place = file(path);
        return place instanceof Place.Outside ? spanned(path, depth) : place;
    }

    private Place spanned(String path, int depth) {
        return spanning && depth >= segments.size()
                ? place(cuts.get(segments.size() - 2).match(path, Grok.Extent.WHOLE))
                : new Place.Outside();
    }

    private String cut(int depth) {
        if (timeSegment <= 0 || timeSegment >= depth) {
            return String.join("/", segments.subList(0, depth));
        }
        return "(?<" + TRUNK + ">" + String.join("/", segments.subList(0, timeSegment)) + ")/"
                + String.join("/", segments.subList(timeSegment, depth));
    }

    private int timeSegment() {
        for (int i = 0; i < segments.size(); i++) {
            if (Grok.compile(segments.get(i), patterns).names().stream().anyMatch(TimeParts.NAMES::contains)) {
                return i;
            }
        }
        return -1;
    }

    private static Place place(Optional<Captures> match) {
        if (match.isEmpty()) {
            return new Place.Outside();
        }
        Map<String, String> captures = match.get().texts();
        Map<String, String> labels = new HashMap<>(captures);
        labels.keySet().removeAll(TimeParts.NAMES);
        labels.remove(TRUNK);
        if (!TimeParts.present(captures)) {
            return new Place.Timeless(labels);
        }
        try {
            return new Place.Timed(captures.getOrDefault(TRUNK, "/"), TimeParts.period(captures), labels);
        } catch (DateTimeException e) {
            return new Place.Impossible(String.valueOf(e.getMessage()));
        }
    }
}
