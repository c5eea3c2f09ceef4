package dev.tidemark.cli;

import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.Rebuild;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebuild",
        description = "Makes what is damaged or gone of a state again, from the claims that the lake knows: nothing is"
                + " collected twice for it, nothing is left out. What is intact stays as it is.",
        footer = {
            "Examples:",
            "  tidemark state rebuild trail --dry-run",
            "  tidemark state rebuild trail --yes",
            "",
            "The claims must be known back to the first, to a checkpoint (kept once there are",
            "more than 2,000) or to a reset or import. If they are not, bring an exported",
            "state back with 'tidemark state import'."
        })
final class StateRebuildCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Option(
            names = "--dry-run",
            description = "Change nothing; say what would be made again, and what a collect would read and skip then.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateRebuildCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        try (Workspace lake = Workspace.of(tidemark.configuration(), tidemark.warnings())) {
            return lake.state(source, state -> rebuild(state, lake));
        }
    }

    private int rebuild(SourceState state, Workspace lake) throws IOException {
        Rebuild rebuild = state.rebuild();
        Effects effects = new Effects(tidemark);
        if (!dryRun && !yes && !rebuild.isDone()) {
            Confirmation.require(
                    tidemark,
                    "this makes what is damaged or gone of " + source + " again: " + what(rebuild) + ", up to claim "
                            + rebuild.claim());
        }
        String made = dryRun ? "would make" : "made";
        if (rebuild.register()) {
            effects.state(source, null, made, "the claim register, up to claim " + rebuild.claim());
        }
        rebuild.states()
                .forEach((stream, counted) -> effects.state(
                        source, stream, rebuild.streams().contains(stream) ? made : "intact", Effects.words(counted)));
        for (String key : rebuild.removed()) {
            effects.state(
                    source,
                    null,
                    dryRun ? "would remove" : "removed",
                    "the document " + key + ", which is of no claim");
        }
        int status = Status.DONE;
        if (dryRun) {
            status = effects.preview(tidemark, lake, source, rebuild.states());
        } else {
            rebuild.run();
        }
        effects.end();
        return status;
    }

    private static String what(Rebuild rebuild) {
        List<String> all = new ArrayList<>();
        if (rebuild.register()) {
            all.add("the claim register");
        }
        all.addAll(rebuild.streams());
        rebuild.removed().forEach(key -> all.add("without the document " + key));
        return String.join(", ", all);
    }
}
