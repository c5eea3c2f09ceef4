package dev.tidemark.cli;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Region;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.Json;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.States;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "state",
        description = "Shows and looks after what is remembered of the sources.",
        footer = {"Examples:", "  tidemark state show", "  tidemark state reset trail --dry-run"})
final class StateCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new StateCommand()
                .with(
                        new Show(tidemark),
                        new StateStatsCommand(tidemark),
                        new StateHistoryCommand(tidemark),
                        new StateDiffCommand(tidemark),
                        new StateExportCommand(tidemark),
                        new StateImportCommand(tidemark),
                        new StateRewindCommand(tidemark),
                        new StateResetCommand(tidemark),
                        new StateRebuildCommand(tidemark),
                        new StateMigrateCommand(tidemark),
                        new StateCleanupCommand(tidemark));
    }

    @Command(
            name = "show",
            description = "Shows which time is collected, and how many single items are remembered beside it; with"
                    + " --output json the state documents, and how the collection goes.",
            footer = {"Examples:", "  tidemark state show", "  tidemark state show trail --output json"})
    static final class Show implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "Only of this source.")
        private @Nullable String source;

        Show(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            Configuration configuration = tidemark.configuration();
            States states = States.of(configuration, tidemark.warnings());
            if (source != null) {
                states.known(source);
            }
            if (tidemark.output() == OutputFormat.JSON) {
                states.documents(
                        source,
                        stream -> tidemark.console()
                                .out()
                                .println(Json.of(new Json.Raw(stream.json().replace("\n", "")))));
                return Status.DONE;
            }
            RowPrinter rows = tidemark.printer(
                    Heading.text("source"),
                    Heading.text("stream"),
                    Heading.text("collected_from"),
                    Heading.text("to"),
                    Heading.number("items_beside"),
                    Heading.number("claim"),
                    Heading.text("updated"),
                    Heading.number("gaps"),
                    Heading.text("position"));
            states.documents(source, stream -> print(stream, rows));
            rows.end();
            return Status.DONE;
        }

        private static void print(States.Stream stream, RowPrinter rows) {
            StateDocument document = stream.document();
            CollectionState state = document.state();
            for (Region region : state.regions()) {
                long items = (long) region.startObjects().size()
                        + region.endObjects().size();
                rows.row(row(stream, region, items));
            }
            if (state.regions().isEmpty() || state.ids().size() > 0) {
                rows.row(row(stream, null, state.ids().size()));
            }
        }

        private static List<@Nullable Object> row(States.Stream stream, @Nullable Region region, long items) {
            return Arrays.asList(
                    stream.source(),
                    stream.name(),
                    region == null ? null : region.start(),
                    region == null ? null : region.end(),
                    items,
                    stream.document().version(),
                    stream.document().lastUpdated().truncatedTo(ChronoUnit.SECONDS),
                    stream.document().state().gaps().size(),
                    stream.document().state().cursor().orElse(null));
        }
    }
}
