package dev.tidemark.cli;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reset",
        description = "Forgets what is counted of a source, or of some of its streams, damaged or not: the next collect"
                + " reads everything again. Rows that are in the lake stay, and what is read again is stored beside them:"
                + " delete them first with 'tidemark partitions delete', unless they are to be there twice.",
        footer = {
            "Examples:",
            "  tidemark state reset trail --dry-run",
            "  tidemark state reset trail --dry-run --output json      names every artifact",
            "  tidemark state reset trail --yes",
            "",
            "Stop what collects the source first. To collect a range again and replace its rows",
            "use 'tidemark collect SOURCE --from --to --overwrite'."
        })
final class StateResetCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.")
    private String source = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "STREAM",
            description = "Only these of its streams, as 'tidemark state show' names them.")
    private @Nullable List<String> streams;

    @Option(
            names = "--dry-run",
            description = "Change nothing; say what would be forgotten, and what a collect would read then.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateResetCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        return Remembered.of(source, tidemark, this::reset);
    }

    private int reset(SourceState state, Workspace lake) throws IOException {
        Set<String> all = state.streams();
        Set<String> chosen = chosen(all);
        if (!dryRun && !yes) {
            Confirmation.require(tidemark, "this forgets what is counted of " + words(all, chosen));
        }
        Effects effects = new Effects(tidemark);
        Map<String, CollectionState> left = forgotten(state, all, chosen, effects);
        int status = Status.DONE;
        if (dryRun) {
            status = effects.preview(tidemark, lake, source, left);
        } else {
            reset(state, chosen);
        }
        effects.end();
        return status;
    }

    private void reset(SourceState state, Set<String> chosen) throws IOException {
        if (streams == null) {
            state.reset();
        } else {
            state.reset(chosen);
        }
    }

    /** Prints what is forgotten; what is counted of the other streams. */
    private Map<String, CollectionState> forgotten(
            SourceState state, Set<String> all, Set<String> chosen, Effects effects) throws IOException {
        Map<String, CollectionState> left = new TreeMap<>();
        for (String stream : all) {
            if (chosen.contains(stream)) {
                effects.state(source, stream, dryRun ? "would forget" : "forgotten", what(state, stream));
            } else {
                state.document(stream).ifPresent(document -> left.put(stream, document.state()));
            }
        }
        return left;
    }

    private static String what(SourceState state, String stream) throws IOException {
        try {
            Optional<StateDocument> document = state.document(stream);
            return document.map(Effects::words).orElse("how the collection went");
        } catch (CorruptStateException e) {
            return "what cannot be read: " + e.getMessage();
        }
    }

    private Set<String> chosen(Set<String> all) {
        if (streams == null) {
            return all;
        }
        for (String stream : streams) {
            if (!all.contains(stream)) {
                throw new UsageException(
                        "nothing is remembered of a stream '" + stream + "' of " + source + Nearest.hint(stream, all));
            }
        }
        return new TreeSet<>(streams);
    }

    private String words(Set<String> all, Set<String> chosen) {
        return streams == null
                ? source + " (" + Values.plural(all.size(), "stream") + ")"
                : String.join(", ", chosen) + " of " + source;
    }
}
