package dev.tidemark.cli;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Region;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.collect.Preview;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.StateDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    void state(String source, @Nullable String stream, String effect, String what) {
        rows.row(Arrays.asList(source, stream, effect, what, null));
    }

    /** What a collection would read, and what it would not though it is there. */
    void reads(String source, Preview preview) {
        artifacts(source, "would read", preview.artifacts());
        artifacts(source, "would skip", preview.skipped());
        for (Problem each : preview.problems()) {
            rows.row(Arrays.asList(source, null, "problem", each.place() + ": " + each.reason(), null));
        }
    }

    /** What a collection would read if that were counted; the exit status. */
    int preview(Tidemark tidemark, Workspace lake, String source, Map<String, CollectionState> states)
            throws IOException {
        SourceSettings settings = lake.configuration().sources().get(source);
        if (settings == null) {
            tidemark.console()
                    .err()
                    .println("tidemark: " + source + " is not configured, so no collect would read anything of it");
            return Status.DONE;
        }
        Preview preview = lake.preview(settings, states);
        reads(source, preview);
        return preview.problems().isEmpty() ? Status.DONE : Status.INCOMPLETE;
    }

    private void artifacts(String source, String effect, List<Artifact> artifacts) {
        if (everyArtifact) {
            for (Artifact each : artifacts) {
                rows.row(Arrays.asList(source, each.stream(), effect, each.location(), each.size()));
            }
            return;
        }
        Map<String, LongSummaryStatistics> streams = artifacts.stream()
                .collect(Collectors.groupingBy(
                        Artifact::stream, TreeMap::new, Collectors.summarizingLong(Artifact::size)));
        streams.forEach((stream, sizes) -> rows.row(
                Arrays.asList(source, stream, effect, Values.plural(sizes.getCount(), "artifact"), sizes.getSum())));
    }

    void end() {
        rows.end();
    }

    /** What is counted, in a few words. */
    static String words(StateDocument document) {
        return "up to claim " + document.version() + ", " + words(document.state());
    }

    /** What is counted, in a few words. */
    static String words(CollectionState state) {
        long items = state.ids().size();
        StringBuilder words = new StringBuilder();
        if (state.cursor().isPresent()) {
            return words.append("at ").append(state.cursor().get()).toString();
        }
        for (Region region : state.regions()) {
            words.append(Values.time(region.start()))
                    .append(" to ")
                    .append(Values.time(region.end()))
                    .append(", ");
            items += (long) region.startObjects().size() + region.endObjects().size();
        }
        return words.append(Values.plural(items, "item")).toString();
    }
}
