package dev.tidemark.cli;

import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.cli.output.Values;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description =
                "Reads again what is set aside, after a file or a table was mended: what can be a row now is stored,"
                        + " once; the rest stays. Exit status 3 if something stays.",
        footer = {"Examples:", "  tidemark quarantine replay", "  tidemark quarantine replay web"})
final class QuarantineReplayCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "Only of this source.")
    private @Nullable String source;

    QuarantineReplayCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        RowPrinter rows = tidemark.printer(
                Heading.text("source"), Heading.number("stored"), Heading.number("filtered"), Heading.number("stays"));
        long all = 0;
        try (Quarantines quarantines = Quarantines.open(tidemark.configuration(), tidemark.warnings())) {
            for (String name : quarantines.sources(source)) {
                List<SetAside> before = quarantines.list(name);
                if (before.isEmpty()) {
                    continue;
                }
                RowCounts counts = quarantines.replay(name, before);
                long stays = quarantines.list(name).stream()
                        .mapToLong(aside -> aside.entries().size())
                        .sum();
                rows.row(List.of(name, counts.stored(), counts.filtered(), stays));
                all += stays;
            }
        }
        rows.end();
        if (all > 0) {
            tidemark.console()
                    .err()
                    .println("tidemark: " + Values.plural(all, "item") + (all == 1 ? " stays" : " stay")
                            + " set aside; 'tidemark quarantine list' shows why");
        }
        return all == 0 ? Status.DONE : Status.INCOMPLETE;
    }
}
