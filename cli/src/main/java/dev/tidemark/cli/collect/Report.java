package dev.tidemark.cli.collect;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.cli.output.Console;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.Json;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.cli.progress.JsonProgress;
import dev.tidemark.cli.progress.Wording;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints how a collection ended. */
public final class Report {
    private Report() {}

    public static void print(Totals totals, OutputFormat format, Console console) {
        if (format == OutputFormat.JSON) {
            console.out().println(Json.of(summary(totals)));
        } else {
            if (console.screen().errorTerminal() && console.screen().outTerminal()) {
                console.out().println();
            }
            sources(totals, format, console);
        }
        console.out().flush();
        if (format != OutputFormat.JSON) {
            hints(totals, console.err());
            console.err().flush();
        }
    }

    private static Map<String, Object> summary(Totals totals) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("event", "summary");
        summary.put("sources", totals.summaries().size() + totals.failures().size());
        summary.put("failed", totals.failures().keySet());
        summary.put("clean", totals.clean());
        summary.putAll(JsonProgress.summary(totals.sum()));
        return summary;
    }

    private static void sources(Totals totals, OutputFormat format, Console console) {
        RowPrinter rows = format.printer(
                console.out(),
                console.screen(),
                List.of(
                        Heading.text("source"),
                        Heading.number("artifacts"),
                        Heading.number("stored"),
                        Heading.number("filtered"),
                        Heading.number("quarantined"),
                        Heading.number("problems"),
                        Heading.number("seconds")));
        totals.summaries().forEach((source, summary) -> rows.row(row(source, summary)));
        totals.failures().forEach((source, message) -> rows.row(List.of(source + " (failed)", "", "", "", "", 1, "")));
        rows.end();
    }

    private static List<Object> row(String source, Summary summary) {
        RowCounts counts = summary.rows();
        return List.of(
                source,
                summary.artifacts(),
                counts.stored(),
                counts.filtered(),
                counts.quarantined(),
                summary.problems().size(),
                Wording.plainSeconds(summary.took()));
    }

    private static void hints(Totals totals, PrintWriter err) {
        Summary sum = totals.sum();
        long quarantined = sum.rows().quarantined();
        if (quarantined + sum.setAside() > 0) {
            err.println("tidemark: " + Values.plural(quarantined, "record") + " and "
                    + Values.plural(sum.setAside(), "artifact")
                    + " were set aside; 'tidemark quarantine list' shows why");
        }
        if (sum.problems().size() > sum.setAside()) {
            err.println("tidemark: not everything could be reached, see above; collect again when that is mended");
        }
        if (sum.late() > 0) {
            err.println("tidemark: " + Values.plural(sum.late(), "file")
                    + " came when their time was complete: 'tidemark verify --repair' collects them");
        }
        if (sum.unfinished() > 0) {
            err.println("tidemark: " + Values.plural(sum.unfinished(), "file")
                    + " still being written: the last line was left for the next run");
        }
    }
}
