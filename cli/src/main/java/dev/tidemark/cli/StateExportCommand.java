package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceExport;
import dev.tidemark.engine.commit.StateArchive;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.store.SavedFile;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "export",
        description = "Writes what is remembered of all sources, or of some, as one JSON document with a checksum:"
                + " a copy to keep, or to bring into another store. It holds no secrets.",
        footer = {
            "Examples:",
            "  tidemark state export --file states.json",
            "  tidemark state export trail > trail.json",
            "  tidemark state export search --format iggy --file search.json",
            "  tidemark state import states.json",
            "",
            "Collectors may be at work meanwhile: the copy is of the moment between two claims,",
            "and what is collected after it is taken up when it is brought back beside the same lake."
        })
final class StateExportCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "SOURCE", description = "Only these sources.")
    private @Nullable List<String> sources;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Format.class,
            description =
                    "${COMPLETION-CANDIDATES}: everything byte for byte, or one source that has positions in the form of"
                            + " Apache Iggy's connectors. Default: ${DEFAULT-VALUE}.")
    private ExportFormat format = ExportFormat.TIDEMARK;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where to write it, in place of a file of that name. Default: standard output.")
    private @Nullable Path file;

    StateExportCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        if (format == ExportFormat.IGGY) {
            connector();
            return Status.DONE;
        }
        List<SourceExport> exports;
        try (Workspace workspace = Workspace.of(tidemark.configuration(), tidemark.warnings())) {
            exports = workspace.exportStates(sources == null ? new String[0] : sources.toArray(String[]::new));
        }
        write(StateArchive.encode(exports));
        tidemark.console()
                .err()
                .println("tidemark: exported "
                        + Values.plural(exports.size(), "source")
                        + (file == null ? "" : " to " + file));
        return Status.DONE;
    }

    private void connector() throws ConfigurationException, IOException {
        if (sources == null || sources.size() != 1) {
            throw new UsageException("in the form of " + format + " one source is exported at a time: name it");
        }
        SourceSettings settings = SourcesCommand.find(tidemark.configuration(), sources.getFirst());
        try (Workspace workspace = Workspace.of(tidemark.configuration(), tidemark.warnings())) {
            write(workspace
                    .connectorState(settings.name())
                    .encode(Set.copyOf(settings.state().tracked())));
        } catch (IllegalArgumentException unfit) {
            throw new UsageException(String.valueOf(unfit.getMessage()));
        }
        tidemark.console().err().println("tidemark: exported " + settings.name() + (file == null ? "" : " to " + file));
    }

    /** Reads the names as they are written. */
    static final class Format implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String name) {
            return Arrays.stream(ExportFormat.values())
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + name + "' is none of " + Arrays.toString(ExportFormat.values())));
        }
    }

    private void write(byte[] archive) throws IOException {
        if (file != null) {
            SavedFile.save(file, archive);
        } else {
            tidemark.console().out().println(new String(archive, UTF_8));
        }
    }
}
