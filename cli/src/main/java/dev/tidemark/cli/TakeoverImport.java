package dev.tidemark.cli;

import dev.tidemark.cli.StateImportCommand.Doing;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.adopt.ForeignState;
import dev.tidemark.engine.adopt.Takeover;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.file.Adopted;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;

/** Makes a source go on where another collector stopped. */
record TakeoverImport(StateImportCommand.Request request) {
    int run(ForeignState foreign) throws ConfigurationException, IOException {
        Tidemark tidemark = request.tidemark();
        Configuration configuration = tidemark.configuration();
        SourceSettings settings = SourcesCommand.find(configuration, request.named());
        try (Workspace workspace = Workspace.of(configuration, tidemark.warnings())) {
            return workspace.takeover(settings, foreign, request.recognition(), (takeover, preview) -> {
                if (isStrange(takeover)) {
                    tidemark.console()
                            .err()
                            .println("tidemark: nothing that " + foreign.collector() + " remembers in " + request.file()
                                    + " is of what " + settings.name() + " has, so its state stays as it is");
                } else if (request.doing() == Doing.ASK) {
                    Confirmation.require(
                            tidemark,
                            "this takes what " + foreign.collector() + " remembers in "
                                    + request.file() + " into the state of " + settings.name() + " ("
                                    + Values.plural(marks(takeover), "file") + ")");
                }
                if (request.doing() != Doing.DRY_RUN && !takeover.isEmpty()) {
                    takeover.commit();
                }
                new Taken(tidemark, settings.name()).print(takeover, preview);
                return status(takeover);
            });
        }
    }

    private static long marks(Takeover takeover) {
        return takeover.files().stream().filter(each -> each.mark().isPresent()).count();
    }

    /** Whether the other collector has read nothing that the source has, emptied files included. */
    private static boolean isStrange(Takeover takeover) {
        return takeover.isEmpty()
                && takeover.files().stream().allMatch(each -> each.artifact().isEmpty());
    }

    private static int status(Takeover takeover) {
        boolean unsure = takeover.files().stream().anyMatch(each -> each.fate() == Adopted.Fate.UNSURE);
        return unsure || isStrange(takeover) ? Status.INCOMPLETE : Status.DONE;
    }
}
