package dev.tidemark.cli;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Region;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.state.Difference;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "Shows in what the state of a source at two points of its history differs, or at one and now: the"
                + " time that is collected, and single items beside it.",
        footer = {
            "Examples:",
            "  tidemark state diff trail --from 40              claim 40 and now",
            "  tidemark state diff trail --from 40 --to 41      what claim 41 did",
            "  tidemark state diff trail --from 1h -o json      the last hour",
            "",
            "Exit status 4: they differ."
        })
final class StateDiffCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "CLAIM|TIME",
            converter = ClaimOrTime.Converter.class,
            description = "The number of a claim, 0 for before the first; or a time, for the last claim until then.")
    private @Nullable ClaimOrTime from;

    @Option(
            names = "--to",
            paramLabel = "CLAIM|TIME",
            converter = ClaimOrTime.Converter.class,
            description = "The other. Default: what is counted now.")
    private @Nullable ClaimOrTime to;

    StateDiffCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        return Remembered.of(source, tidemark, (state, workspace) -> print(state));
    }

    private int print(SourceState state) throws IOException {
        Map<String, CollectionState> before = at(state, from);
        Map<String, CollectionState> after = at(state, to);
        RowPrinter rows = tidemark.printer(
                Heading.text("stream"),
                Heading.text("what"),
                Heading.text("name"),
                Heading.text("before"),
                Heading.text("after"));
        boolean differ = false;
        Set<String> streams = new TreeSet<>(before.keySet());
        streams.addAll(after.keySet());
        for (String stream : streams) {
            for (Difference each : Difference.between(
                    before.getOrDefault(stream, CollectionState.EMPTY),
                    after.getOrDefault(stream, CollectionState.EMPTY))) {
                differ = true;
                print(stream, each, rows);
            }
        }
        rows.end();
        return differ ? Status.ALARM : Status.DONE;
    }

    private static void print(String stream, Difference difference, RowPrinter rows) {
        switch (difference) {
            case Difference.Time time ->
                rows.row(Arrays.asList(
                        stream,
                        "time",
                        null,
                        time.before().map(StateDiffCommand::words).orElse(null),
                        time.after().map(StateDiffCommand::words).orElse(null)));
            case Difference.Item item ->
                rows.row(Arrays.asList(
                        stream,
                        "item",
                        item.id(),
                        item.before().map(StateDiffCommand::words).orElse(null),
                        item.after().map(StateDiffCommand::words).orElse(null)));
            case Difference.Unreachable lost ->
                rows.row(Arrays.asList(
                        stream,
                        "gap",
                        lost.gap().reason(),
                        lost.after() ? null : words(lost.gap()),
                        lost.after() ? words(lost.gap()) : null));
            case Difference.Cursor cursor ->
                rows.row(Arrays.asList(
                        stream,
                        "position",
                        null,
                        cursor.before().orElse(null),
                        cursor.after().orElse(null)));
        }
    }

    private static String words(Region region) {
        return Values.time(region.start()) + " to " + Values.time(region.end());
    }

    private static String words(Gap gap) {
        return Values.time(gap.start()) + " to " + Values.time(gap.end());
    }

    private static String words(Mark mark) {
        return "read to byte " + Values.count(mark.next()) + " of " + Values.bytes(mark.size()) + ", as of "
                + Values.time(mark.time());
    }

    /** What was counted then, or is now. */
    private static Map<String, CollectionState> at(SourceState state, @Nullable ClaimOrTime point) throws IOException {
        if (point != null) {
            return state.states(point.in(state, Instant.now()));
        }
        Map<String, CollectionState> now = new TreeMap<>();
        for (String stream : state.streams()) {
            state.document(stream).ifPresent(document -> now.put(stream, document.state()));
        }
        return now;
    }
}
