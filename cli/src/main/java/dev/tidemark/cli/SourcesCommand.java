package dev.tidemark.cli;

import dev.tidemark.api.Backlog;
import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.embed.States;
import dev.tidemark.embed.StreamProgress;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "sources",
        description = "Shows what is configured to be collected.",
        footer = {"Examples:", "  tidemark sources list", "  tidemark sources show trail"})
final class SourcesCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new SourcesCommand().with(new All(tidemark), new One(tidemark));
    }

    /** The source of that name. @throws UsageException that offers the nearest, if there is none */
    static SourceSettings find(Configuration configuration, String name) {
        SourceSettings source = configuration.sources().get(name);
        if (source == null) {
            throw new UsageException(
                    configuration.sources().isEmpty()
                            ? "there is no source '" + name + "': no source is configured in "
                                    + configuration.workspace()
                            : "there is no source '" + name + "'"
                                    + Nearest.hint(name, configuration.sources().keySet()));
        }
        return source;
    }

    @Command(
            name = "list",
            description = "Lists the sources.",
            footer = {"Examples:", "  tidemark sources list --output json"})
    static final class All implements Callable<Integer> {
        private final Tidemark tidemark;

        All(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            RowPrinter rows = tidemark.printer(
                    Heading.text("source"), Heading.text("connector"), Heading.text("table"), Heading.text("enabled"));
            for (SourceSettings source : tidemark.configuration().sources().values()) {
                rows.row(Arrays.asList(source.name(), source.connector(), source.tableName(), source.enabled()));
            }
            rows.end();
            return Status.DONE;
        }
    }

    @Command(
            name = "show",
            description = {
                "Shows one source with everything that is set by default, and for each index of a search cluster: documents"
                        + " in it, collected so far, and by how many writes it is behind.",
            },
            footer = {"Examples:", "  tidemark sources show trail", "  tidemark sources show search --output json"})
    static final class One implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", paramLabel = "SOURCE", description = "Its name.")
        private String name = "";

        One(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            SourceSettings source = find(tidemark.configuration(), name);
            RowPrinter rows = tidemark.printer(Heading.text("setting"), Heading.text("value"));
            SourceDescription.of(source).forEach((setting, value) -> rows.row(Arrays.asList(setting, value)));
            rows.end();
            tidemark.console().out().flush(); // also if what follows cannot be told
            streams(source);
            return Status.DONE;
        }

        private void streams(SourceSettings source) throws ConfigurationException, IOException {
            States states = States.of(tidemark.configuration(), tidemark.warnings());
            List<StreamProgress> streams = StreamProgress.of(source, states, tidemark.warnings());
            if (streams.isEmpty()) {
                return;
            }
            if (tidemark.output() != OutputFormat.JSON) {
                tidemark.console().out().println();
            }
            RowPrinter rows = tidemark.printer(
                    Heading.text("stream"),
                    Heading.number("documents"),
                    Heading.number("collected"),
                    Heading.number("behind"),
                    Heading.number("gaps"),
                    Heading.text("remark"));
            for (StreamProgress each : streams) {
                rows.row(Arrays.asList(
                        each.stream(),
                        number(each.documents()),
                        each.collected(),
                        number(each.behind()),
                        each.gaps(),
                        each.there().map(Backlog::remark).orElse("")));
            }
            rows.end();
        }

        private static @Nullable Long number(OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
    }
}
