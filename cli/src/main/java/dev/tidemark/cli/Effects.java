package dev.tidemark.cli;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Region;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.collect.Preview;
import dev.tidemark.engine.state.StateDocument;
import java.util.Arrays;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints what a change of the state does, and what a collection reads then. */
final class Effects {
    private final RowPrinter rows;
    private final boolean everyArtifact;

    /** In a table artifacts are counted, else each is named. */
    Effects(Tidemark tidemark) {
        rows = tidemark.printer(
                Heading.text("source"),
                Heading.text("stream"),
                Heading.text("effect"),
                Heading.text("what"),
                Heading.number("bytes"));
        everyArtifact = tidemark.output() != OutputFormat.TABLE;
    }

    void state(String source, String stream, String effect, String what) {
        rows.row(Arrays.asList(source, stream, effect, what, null));
    }

    /** What a collection would read. */
    void reads(String source, Preview preview) {
        if (everyArtifact) {
            for (Artifact each : preview.artifacts()) {
                rows.row(Arrays.asList(source, each.stream(), "would read", each.location(), each.size()));
            }
        } else {
            Map<String, LongSummaryStatistics> streams = preview.artifacts().stream()
                    .collect(Collectors.groupingBy(
                            Artifact::stream, TreeMap::new, Collectors.summarizingLong(Artifact::size)));
            streams.forEach((stream, sizes) -> rows.row(Arrays.asList(
                    source, stream, "would read", Values.plural(sizes.getCount(), "artifact"), sizes.getSum())));
        }
        for (Problem each : preview.problems()) {
            rows.row(Arrays.asList(source, null, "problem", each.place() + ": " + each.reason(), null));
        }
    }

    void end() {
        rows.end();
    }

    /** What is counted, in a few words. */
    static String words(StateDocument document) {
        CollectionState state = document.state();
        long items = state.ids().size();
        StringBuilder words = new StringBuilder("up to claim " + document.version());
        for (Region region : state.regions()) {
            words.append(", ")
                    .append(Values.time(region.start()))
                    .append(" to ")
                    .append(Values.time(region.end()));
            items += (long) region.startObjects().size() + region.endObjects().size();
        }
        return words.append(", ").append(Values.plural(items, "item")).toString();
    }
}
