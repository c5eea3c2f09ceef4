package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceExport;
import dev.tidemark.engine.commit.StateArchive;
import dev.tidemark.engine.store.SavedFile;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes what is remembered of all sources, or of some, as one JSON document with a checksum:"
                + " a copy to keep, or to bring into another store. It holds no secrets.",
        footer = {
            "Examples:",
            "  tidemark state export --file states.json",
            "  tidemark state export trail > trail.json",
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
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Where to write it, in place of a file of that name. Default: standard output.")
    private @Nullable Path file;

    StateExportCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
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

    private void write(byte[] archive) throws IOException {
        if (file != null) {
            SavedFile.save(file, archive);
        } else {
            tidemark.console().out().println(new String(archive, UTF_8));
        }
    }
}
