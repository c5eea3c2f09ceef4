package dev.tidemark.cli;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.States;
import dev.tidemark.engine.commit.SourceStatistics;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stats",
        description =
                "Shows how much is remembered of each source: states (one for each stream), bytes in the store, when"
                        + " the states were changed, and how often the collections saved and loaded something.",
        footer = {
            "Examples:",
            "  tidemark state stats",
            "  tidemark state stats trail --output json",
            "",
            "Exit status 3: something that is stored cannot be read; standard error says what."
        })
final class StateStatsCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "Only of this source.")
    private @Nullable String source;

    StateStatsCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        States states = States.of(tidemark.configuration(), tidemark.warnings());
        if (source != null) {
            states.known(source);
        }
        RowPrinter rows = tidemark.printer(
                Heading.text("source"),
                Heading.text("connector"),
                Heading.number("states"),
                Heading.number("bytes"),
                Heading.text("oldest"),
                Heading.text("newest"),
                Heading.number("saves"),
                Heading.number("failed_saves"),
                Heading.number("loads"),
                Heading.number("failed_loads"));
        List<CorruptStateException> damaged = new ArrayList<>();
        states.statistics(source, each -> {
            rows.row(row(each));
            damaged.addAll(each.damaged());
        });
        rows.end();
        damaged.forEach(each -> tidemark.warnings().accept(String.valueOf(each.getMessage())));
        return damaged.isEmpty() ? Status.DONE : Status.INCOMPLETE;
    }

    private static List<@Nullable Object> row(SourceStatistics found) {
        return Arrays.asList(
                found.source(),
                found.connector(),
                found.streams(),
                found.bytes(),
                second(found.oldest()),
                second(found.newest()),
                found.use().saves(),
                found.use().failedSaves(),
                found.use().loads(),
                found.use().failedLoads());
    }

    private static @Nullable Instant second(Optional<Instant> time) {
        return time.map(each -> each.truncatedTo(ChronoUnit.SECONDS)).orElse(null);
    }
}
