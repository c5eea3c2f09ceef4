package dev.tidemark.cli;

import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.engine.commit.Change;
import dev.tidemark.engine.commit.ClaimSummary;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = "Shows the claims of a source, the last one first: what each collected, replaced, reset, imported"
                + " or went back to. At least the last 1,000 are kept.",
        footer = {"Examples:", "  tidemark state history trail", "  tidemark state history trail --last 1000 -o csv"})
final class StateHistoryCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many claims. Default: ${DEFAULT-VALUE}.")
    private int last;

    StateHistoryCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        if (last < 1) {
            throw new UsageException("--last " + last + ": there must be at least 1 claim to show");
        }
        List<ClaimSummary> claims = Remembered.of(source, tidemark, (state, workspace) -> state.history(last));
        RowPrinter rows = tidemark.printer(
                Heading.number("claim"),
                Heading.text("time"),
                Heading.text("change"),
                Heading.text("streams"),
                Heading.number("artifacts"),
                Heading.number("stored"),
                Heading.number("quarantined"),
                Heading.number("replaced"));
        claims.forEach(claim -> rows.row(Arrays.asList(
                claim.number(),
                claim.created().truncatedTo(ChronoUnit.SECONDS),
                change(claim),
                claim.streams().stream().sorted().collect(Collectors.joining(", ")),
                claim.artifacts(),
                claim.rows().stored(),
                claim.rows().quarantined(),
                claim.replaced())));
        rows.end();
        return Status.DONE;
    }

    private static String change(ClaimSummary claim) {
        String name = claim.change().name().toLowerCase(Locale.ROOT);
        return claim.change() == Change.REWIND ? name + " to " + claim.base() : name;
    }
}
