package dev.tidemark.cli.progress;

import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.cli.output.Values;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures in words. */
public final class Wording {
    private Wording() {}

    /** What a run of one source did, in one sentence. */
    public static String of(Summary summary) {
        RowCounts rows = summary.rows();
        if (summary.artifacts() == 0 && summary.problems().isEmpty()) {
            return "nothing new";
        }
        StringBuilder text = new StringBuilder()
                .append(Values.plural(rows.stored(), "row"))
                .append(" from ")
                .append(Values.plural(summary.artifacts(), "artifact"));
        part(text, rows.filtered(), "filtered");
        part(text, rows.quarantined(), "quarantined");
        if (summary.setAside() > 0) {
            text.append(", ")
                    .append(Values.plural(summary.setAside(), "artifact"))
                    .append(" set aside");
        }
        if (!summary.problems().isEmpty()) {
            text.append(", ").append(Values.plural(summary.problems().size(), "problem"));
        }
        return text.append(", ").append(seconds(summary.took())).toString();
    }

    /** What was left alone, why, and what to write so that it is not. */
    public static String of(Event.Ignored ignored) {
        boolean one = ignored.things() == 1;
        String names = ignored.locations().stream()
                .map(location -> location.substring(location.lastIndexOf('/') + 1))
                .collect(Collectors.joining(", "));
        return Values.plural(ignored.things(), "file") + " ignored, whose "
                + (one ? "name is not that of a log" : "names are not those of logs") + " of this table (" + names
                + (ignored.things() > ignored.locations().size() ? ", …" : "") + "); names = [\"*\"] takes "
                + (one ? "it" : "them") + " too";
    }

    private static void part(StringBuilder text, long rows, String what) {
        if (rows > 0) {
            text.append(", ").append(Values.count(rows)).append(' ').append(what);
        }
    }

    /** {@code 1.2 s}, {@code 2:05} minutes, {@code 1:02:05} hours. */
    public static String seconds(Duration time) {
        return time.toSeconds() < 60 ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0) : clock(time);
    }

    /** {@code 1.2}. */
    public static String plainSeconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }

    /** {@code 0:05}, {@code 2:05}, {@code 1:02:05}. */
    static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
