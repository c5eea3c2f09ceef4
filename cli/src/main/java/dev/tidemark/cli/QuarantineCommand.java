package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.cli.output.Heading;
import dev.tidemark.cli.output.RowPrinter;
import dev.tidemark.engine.quarantine.Entry;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "quarantine",
        description = "Shows what could not become rows, and brings it in once it can.",
        footer = {"Examples:", "  tidemark quarantine list", "  tidemark quarantine replay web"})
final class QuarantineCommand extends Group {
    static CommandLine tree(Tidemark tidemark) {
        return new QuarantineCommand()
                .with(new All(tidemark), new One(tidemark), new QuarantineReplayCommand(tidemark));
    }

    /** One entry of a source. */
    interface EntryPrinter {
        void print(String source, Entry entry);
    }

    private static void entries(Tidemark tidemark, @Nullable String source, EntryPrinter printer)
            throws ConfigurationException, IOException {
        try (Quarantines quarantines = Quarantines.open(tidemark.configuration(), tidemark.warnings())) {
            for (String name : quarantines.sources(source)) {
                for (SetAside aside : quarantines.list(name)) {
                    aside.entries().forEach(entry -> printer.print(name, entry));
                }
            }
        }
    }

    private static @Nullable Object record(Entry entry) {
        return entry.isWhole() ? null : entry.ordinal();
    }

    @Command(
            name = "list",
            description = "Lists what is set aside: records with their number in the file, and whole files without.",
            footer = {"Examples:", "  tidemark quarantine list", "  tidemark quarantine list web --output json"})
    static final class All implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "Only of this source.")
        private @Nullable String source;

        All(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            RowPrinter rows = tidemark.printer(
                    Heading.text("source"),
                    Heading.text("location"),
                    Heading.number("record"),
                    Heading.number("bytes"),
                    Heading.text("reason"));
            entries(
                    tidemark,
                    source,
                    (name, entry) -> rows.row(Arrays.asList(
                            name,
                            entry.artifact().location(),
                            record(entry),
                            entry.isWhole() ? entry.artifact().size() : entry.raw().length,
                            entry.reason())));
            rows.end();
            return Status.DONE;
        }
    }

    @Command(
            name = "show",
            description = "Shows records that are set aside as they were read.",
            footer = {
                "Examples:",
                "  tidemark quarantine show web",
                "  tidemark quarantine show web --location access.log.1 --record 17"
            })
    static final class One implements Callable<Integer> {
        private final Tidemark tidemark;

        @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
        private String source = "";

        @Option(
                names = "--location",
                paramLabel = "TEXT",
                description = "Only what lies where this is part of the path.")
        private String location = "";

        @Option(names = "--record", paramLabel = "N", description = "Only records of this number.")
        private @Nullable Long number;

        One(Tidemark tidemark) {
            this.tidemark = tidemark;
        }

        @Override
        public Integer call() throws ConfigurationException, IOException {
            RowPrinter rows = tidemark.printer(
                    Heading.text("location"), Heading.number("record"), Heading.text("reason"), Heading.text("raw"));
            List<Entry> found = new ArrayList<>();
            entries(tidemark, source, (name, entry) -> found.add(entry));
            for (Entry entry : found) {
                boolean wanted =
                        entry.artifact().location().contains(location) && (number == null || number == entry.ordinal());
                if (wanted) {
                    rows.row(Arrays.asList(
                            entry.artifact().location(),
                            record(entry),
                            entry.reason(),
                            entry.isWhole() ? null : new String(entry.raw(), UTF_8)));
                }
            }
            rows.end();
            return Status.DONE;
        }
    }
}
