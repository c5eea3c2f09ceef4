package dev.tidemark.cli;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rewind",
        description = "Puts what was counted after an earlier claim in the place of what is counted now: the next"
                + " collect reads what came later again. Rows that are in the lake stay: made to take back a reset, an"
                + " import or a rewind. Rows that are stored twice for it are found and replaced by 'tidemark verify"
                + " --repair'; to collect a range again use 'tidemark collect SOURCE --from --to --overwrite'.",
        footer = {
            "Examples:",
            "  tidemark state history trail",
            "  tidemark state rewind trail --to 41 --dry-run",
            "  tidemark state rewind trail --to 2026-06-01T12:00:00Z --yes",
            "  tidemark state rewind trail --to 1h                        the last claim until an hour ago"
        })
final class StateRewindCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "CLAIM|TIME",
            converter = ClaimOrTime.Converter.class,
            description = "The number of a claim, 0 for before the first; or a time, for the last claim until then.")
    private @Nullable ClaimOrTime to;

    @Option(
            names = "--dry-run",
            description = "Change nothing; say what would be counted, and what a collect would read and skip then.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateRewindCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        return Remembered.of(source, tidemark, this::rewind);
    }

    private int rewind(SourceState state, Workspace lake) throws IOException {
        long claim = to == null ? state.claim() : to.in(state, Instant.now());
        Map<String, CollectionState> then = state.states(claim);
        if (!dryRun && !yes) {
            Confirmation.require(
                    tidemark,
                    "this takes what is counted of " + source + " back from claim " + state.claim() + " to claim "
                            + claim);
        }
        Effects effects = new Effects(tidemark);
        then.forEach((stream, one) -> effects.state(
                source,
                stream,
                dryRun ? "would count" : "counted",
                "up to claim " + claim + ", " + Effects.words(one)));
        int status = Status.DONE;
        if (dryRun) {
            status = effects.preview(tidemark, lake, source, then);
        } else {
            long made = state.rewind(claim);
            effects.state(source, null, "done", "by claim " + made);
        }
        effects.end();
        return status;
    }
}
