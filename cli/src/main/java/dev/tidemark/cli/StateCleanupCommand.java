package dev.tidemark.cli;

import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.States;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.StateCleanup;
import dev.tidemark.engine.commit.StateCleanup.Judgement;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.From;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cleanup",
        description =
                "Removes what is remembered of sources that are not configured any more and were not collected for"
                        + " some time; says of each source what is removed, or why it stays. Rows stay, and the manifests of the"
                        + " claims: if such a source is collected again, that is refused until its state is made again with"
                        + " 'tidemark state rebuild', or it is reset.",
        footer = {
            "Examples:",
            "  tidemark state cleanup --older-than 30d --dry-run",
            "  tidemark state cleanup --older-than 90d --yes",
            "",
            "Sources that 'tidemark collect TABLE PATH' collected are not configured either.",
            "What is damaged stays: repair it first, or forget it with 'tidemark state reset'."
        })
final class StateCleanupCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Option(
            names = "--older-than",
            required = true,
            paramLabel = "SPAN",
            converter = TimeRange.Time.class,
            description = "Only what was not changed for so long, such as 30d.")
    private @Nullable From age;

    @Option(names = "--dry-run", description = "Change nothing; say what would be removed, and what would stay.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateCleanupCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    /** What one of the stores holds of a source. */
    private record Held(String source, StateStorePlace place) {}

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Configuration configuration = tidemark.configuration();
        Instant now = Instant.now();
        Instant before = age == null ? now : age.at(now);
        if (before.isAfter(now)) {
            throw new UsageException("--older-than is a span of time such as 30d, or a time that is over");
        }
        States states = States.of(configuration, tidemark.warnings());
        Effects effects = new Effects(tidemark);
        try (Workspace workspace = Workspace.of(configuration, tidemark.warnings())) {
            Map<Held, Judgement> judged = judge(configuration, states, workspace, before);
            Set<String> gone = judged.entrySet().stream()
                    .filter(each -> each.getValue().isRemoved())
                    .map(each -> each.getKey().source())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!gone.isEmpty() && !dryRun && !yes) {
                Confirmation.require(
                        tidemark, "this removes what is remembered of " + String.join(", ", gone) + "; rows stay");
            }
            int status = Status.DONE;
            for (Map.Entry<Held, Judgement> each : judged.entrySet()) {
                status = Math.max(status, remove(workspace, each.getKey(), each.getValue(), before, effects));
            }
            effects.end();
            return status;
        }
    }

    private static Map<Held, Judgement> judge(
            Configuration configuration, States states, Workspace workspace, Instant before) throws IOException {
        Map<Held, Judgement> judged = new LinkedHashMap<>();
        for (String source : states.sources()) {
            if (configuration.sources().containsKey(source)) {
                Judgement configured = new Judgement(0, 0, Optional.empty(), "configured");
                judged.put(new Held(source, configuration.state().store()), configured);
                continue;
            }
            for (StateStorePlace place : states.stores()) {
                workspace
                        .<Optional<Judgement>>cleanup(source, place, cleanup -> cleanup.judge(before))
                        .ifPresent(found -> judged.put(new Held(source, place), found));
            }
        }
        return judged;
    }

    private int remove(Workspace workspace, Held held, Judgement judgement, Instant before, Effects effects) {
        if (!judgement.isRemoved()) {
            effects.state(held.source(), null, dryRun ? "would stay" : "stays", judgement.spared());
            return Status.DONE;
        }
        if (dryRun) {
            effects.state(held.source(), null, "would remove", words(held, judgement));
            return Status.DONE;
        }
        try {
            Optional<Judgement> done =
                    workspace.cleanup(held.source(), held.place(), (StateCleanup cleanup) -> cleanup.remove(before));
            Judgement last = done.orElse(judgement);
            effects.state(
                    held.source(),
                    null,
                    last.isRemoved() ? "removed" : "stays",
                    last.isRemoved() ? words(held, last) : last.spared());
            return Status.DONE;
        } catch (IOException e) {
            effects.state(held.source(), null, "stays", String.valueOf(e.getMessage()));
            tidemark.trace(e);
            return Status.INCOMPLETE;
        }
    }

    private static String words(Held held, Judgement judgement) {
        String changed = judgement
                .changed()
                .map(time -> ", changed last at " + Values.time(time))
                .orElse("");
        return Values.plural(judgement.streams(), "state") + " in " + held.place() + changed;
    }
}
