package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidemark.cli.StateImportCommand.Doing;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.States;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.SourceExport;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.commit.StateArchive;
import dev.tidemark.engine.commit.StateImport;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings in what 'tidemark state export' wrote. */
record ExportImport(StateImportCommand.Request request) {
    private static final String FORMAT = "\"format\":\"" + StateArchive.FORMAT + "\"";

    static boolean is(Path file, byte[] first) {
        return new String(first, ISO_8859_1).contains(FORMAT);
    }

    int run() throws ConfigurationException, IOException {
        Tidemark tidemark = request.tidemark();
        List<SourceExport> exports =
                chosen(StateArchive.decode(request.file().toString(), Files.readAllBytes(request.file())));
        Configuration configuration = tidemark.configuration();
        States states = States.of(configuration, tidemark.warnings());
        Effects effects = new Effects(tidemark);
        int status = Status.DONE;
        try (Workspace lake = Workspace.of(configuration, tidemark.warnings())) {
            for (SourceExport export : exports) {
                String source = export.source();
                int done = lake.state(
                        source, states.place(configuration, source), state -> bring(export, state, lake, effects));
                status = Math.max(status, done);
            }
        }
        effects.end();
        return status;
    }

    private int bring(SourceExport export, SourceState state, Workspace lake, Effects effects) throws IOException {
        StateImport plan = state.bring(export);
        String source = export.source();
        boolean changes = plan.way() == StateImport.Way.PUT_BACK || plan.way() == StateImport.Way.CLAIM;
        if (changes && request.doing() == Doing.ASK) {
            Confirmation.require(
                    request.tidemark(),
                    "this counts for " + source + " what was counted with claim " + export.claim()
                            + notes(plan).stream().map(note -> "; " + note).collect(Collectors.joining()));
        }
        if (request.doing() != Doing.DRY_RUN) {
            plan.run();
        }
        effects.state(source, null, changes ? done() : "unchanged", words(plan, export));
        notes(plan).forEach(note -> effects.state(source, null, "note", note));
        plan.states().forEach((stream, counted) -> effects.state(source, stream, counts(), Effects.words(counted)));
        return request.doing() == Doing.DRY_RUN
                ? effects.preview(request.tidemark(), lake, source, plan.states())
                : Status.DONE;
    }

    private String done() {
        return request.doing() == Doing.DRY_RUN ? "would import" : "imported";
    }

    private String counts() {
        return request.doing() == Doing.DRY_RUN ? "would count" : "counted";
    }

    private static String words(StateImport plan, SourceExport export) {
        return switch (plan.way()) {
            case NOTHING -> "the store holds just that";
            case OLDER ->
                "the store holds a later state of the same history; 'tidemark state rewind " + export.source()
                        + " --to " + export.claim() + "' goes back to it";
            case PUT_BACK -> "claim " + export.claim() + ", as it was exported";
            case CLAIM -> "claim " + export.claim() + ", by a claim in the place of what is counted";
        };
    }

    private static List<String> notes(StateImport plan) {
        List<String> notes = new ArrayList<>();
        if (plan.caughtUp() > 0) {
            notes.add("with " + Values.plural(plan.caughtUp(), "later claim") + " that the lake knows");
        }
        if (plan.unknown() > 0) {
            notes.add("what " + Values.plural(plan.unknown(), "later claim")
                    + " stored cannot be told any more and would be collected again");
        }
        if (plan.elsewhere() > 0) {
            notes.add("the rows of " + Values.plural(plan.elsewhere(), "claim")
                    + " are not in this lake, and are not collected again");
        }
        if (plan.missing() > 0) {
            notes.add("without " + Values.plural(plan.missing(), "document")
                    + " of what was set aside or stored, which this lake does not have");
        }
        return notes;
    }

    private List<SourceExport> chosen(List<SourceExport> exports) {
        String only = request.source();
        List<String> names = exports.stream().map(SourceExport::source).toList();
        if (only != null && !names.contains(only)) {
            throw new UsageException(
                    request.file() + " holds nothing of a source '" + only + "'" + Nearest.hint(only, names));
        }
        return exports.stream()
                .filter(each -> only == null || each.source().equals(only))
                .toList();
    }
}
