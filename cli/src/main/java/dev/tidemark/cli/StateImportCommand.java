package dev.tidemark.cli;

import dev.tidemark.engine.file.Recognition;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Brings in what 'tidemark state export' wrote; or takes over what another collector remembers:"
                + " what it had collected is not collected again, and the rest is. Stop that one first.",
        footer = {
            "Examples:",
            "  tidemark state import states.json --dry-run",
            "  tidemark state import states.json --source trail --yes",
            "  tidemark state import /var/lib/filebeat/registry/filebeat --source web --dry-run",
            "  tidemark state import .sincedb_5ab8 --source web --yes",
            "  tidemark state import tail.db --format fluent-bit --source web",
            "  tidemark state import collection_state_aws_cloudtrail_log_prod.json --source trail",
            "  tidemark state import elasticsearch_logs_connector.json --from-last-poll --dry-run",
            "",
            "Exit status 3: of some files nobody knows how much another collector read, which are read",
            "from their beginning; or there was nothing to take over."
        })
final class StateImportCommand implements Callable<Integer> {
    /**
     * What is to be imported.
     *
     * @param source      that it goes to; null if none is named
     * @param recognition of files that another collector has read
     * @param beginning   where a source begins if that is not in the file
     */
    record Request(
            Tidemark tidemark,
            Path file,
            @Nullable String source,
            Recognition recognition,
            Beginning beginning,
            Doing doing) {
        /** The source. @throws UsageException if none is named */
        String named() {
            if (source == null) {
                throw new UsageException("say which source goes on from there: --source SOURCE");
            }
            return source;
        }
    }

    /** Whether it is done. */
    enum Doing {
        DRY_RUN,
        ASK,
        DO
    }

    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "FILE", description = "The export, or where the other collector keeps it.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = ImportFormat.Names.class,
            description = "What wrote it: ${COMPLETION-CANDIDATES}. Default: what the content says.")
    private @Nullable ImportFormat format;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "The source that goes on from there; of an export, the only one that is imported.")
    private @Nullable String source;

    @Option(
            names = "--by-name",
            description =
                    "Take a log that is gone for the only file beside it whose name begins with its own and that has"
                            + " a line's end where the other collector stopped: for logs that were compressed, or copied and"
                            + " emptied, since.")
    private boolean byName;

    @ArgGroup
    private @Nullable Beginning beginning;

    @Option(
            names = "--dry-run",
            description = "Change nothing; say what a collect would read then, and from which byte.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateImportCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Doing doing = yes ? Doing.DO : Doing.ASK;
        Request request = new Request(
                tidemark,
                file,
                source,
                byName ? Recognition.NAME : Recognition.CERTAIN,
                beginning == null ? new Beginning() : beginning,
                dryRun ? Doing.DRY_RUN : doing);
        return (format == null ? ImportFormat.of(file) : format).run(request);
    }
}
