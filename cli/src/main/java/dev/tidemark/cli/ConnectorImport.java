package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidemark.cli.StateImportCommand.Doing;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.adopt.Resumption;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.ConnectorDocument;
import dev.tidemark.formats.toml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a source go on where a connector of Apache Iggy, or the source itself by that form, stopped. */
record ConnectorImport(StateImportCommand.Request request) {
    private static final Pattern FIRST = Pattern.compile(
            "(?s)\\s*\\{\\s*\"(?:id|last_updated|version|data|metadata)\"\\s*:"
                    + ".*\"(?:poll_count|last_poll_timestamp|total_documents_fetched|processing_stats|connector_type)\"\\s*:.*");

    /** Whether a file begins like one. */
    static boolean is(byte[] first) {
        return FIRST.matcher(new String(first, ISO_8859_1)).matches();
    }

    int run() throws ConfigurationException, IOException {
        Path file = request.file();
        ConnectorDocument document = ConnectorDocument.decode(file.toString(), Files.readAllBytes(file));
        Tidemark tidemark = request.tidemark();
        Configuration configuration = tidemark.configuration();
        SourceSettings settings = source(configuration, document);
        Resumption.Start start = start(document, settings);
        Effects effects = new Effects(tidemark);
        int status;
        try (Workspace workspace = Workspace.of(configuration, tidemark.warnings())) {
            status = workspace.resume(
                    settings, document, start, plan -> take(settings, document, start, plan, workspace, effects));
        }
        effects.end();
        return status;
    }

    private int take(
            SourceSettings settings,
            ConnectorDocument document,
            Resumption.Start start,
            Resumption plan,
            Workspace workspace,
            Effects effects)
            throws IOException {
        String source = settings.name();
        boolean dry = request.doing() == Doing.DRY_RUN;
        if (plan.isEmpty()) {
            effects.state(source, null, "unchanged", "each stream is at its position already");
            return Status.DONE;
        }
        String note = note(document, start);
        if (request.doing() == Doing.ASK) {
            Confirmation.require(
                    request.tidemark(),
                    "this sets the position of " + Values.plural(plan.states().size(), "stream") + " of " + source
                            + "; " + note);
        }
        if (!dry) {
            plan.commit();
        }
        effects.state(source, null, dry ? "would import" : "imported", request.file() + ", of " + document.id());
        effects.state(source, null, "note", note);
        plan.states()
                .forEach((stream, state) ->
                        effects.state(source, stream, dry ? "would begin" : "begins", Effects.words(state)));
        return dry ? effects.preview(request.tidemark(), workspace, source, plan.states()) : Status.DONE;
    }

    private static String note(ConnectorDocument document, Resumption.Start start) {
        return switch (start) {
            case Resumption.Start.Unsaid unsaid -> "its figures begin anew";
            case Resumption.Start.Beginning beginning ->
                "everything is collected, also the "
                        + Values.plural(document.statistics().documents(), "document")
                        + " that the other connector has delivered: where its rows are in the same table, they are there"
                        + " twice";
            case Resumption.Start.Time time ->
                "what is older than " + Values.time(time.time()) + " is not collected; what is not, and the other"
                        + " connector has delivered, is collected again";
        };
    }

    private SourceSettings source(Configuration configuration, ConnectorDocument document) {
        if (request.source() != null) {
            return SourcesCommand.find(configuration, request.named());
        }
        List<SourceSettings> same = configuration.sources().values().stream()
                .filter(each -> each.state().stateId().orElse(each.name()).equals(document.id())
                        || each.name().equals(document.id()))
                .toList();
        if (same.size() != 1) {
            throw new UsageException(
                    "the state in " + request.file() + " is that of '" + document.id() + "', which is the"
                            + " state_id or the name of " + (same.isEmpty() ? "no source" : same.size() + " sources")
                            + ": say which source goes on from there: --source SOURCE");
        }
        return same.getFirst();
    }

    private Resumption.Start start(ConnectorDocument document, SourceSettings settings) {
        Beginning beginning = request.beginning();
        if (document.hasPositions()) {
            if (beginning.isSaid()) {
                throw new UsageException(
                        request.file() + " holds positions, so nobody needs to say where to begin: leave --from-… out");
            }
            return new Resumption.Start.Unsaid();
        }
        if (beginning.isBeginning()) {
            return new Resumption.Start.Beginning();
        }
        if (beginning.time() != null) {
            return new Resumption.Start.Time(
                    beginning.time().at(Clock.systemUTC().instant()));
        }
        Instant lastPoll = document.statistics().lastPoll().orElse(null);
        if (beginning.isLastPoll() && lastPoll != null) {
            return new Resumption.Start.Time(lastPoll.minus(settings.delay()));
        }
        throw new UsageException(request.file() + " is in version " + document.version()
                + " of the form, which holds no position. Choose: "
                + "--from-beginning collects everything; "
                + (lastPoll == null
                        ? "it names no time of a last poll; "
                        : "--from-last-poll what is from " + Values.time(lastPoll) + " less the delivery_delay of "
                                + settings.name() + " on; ")
                + "--from-time TIME what is from then on. With the last two, documents that are older and that the"
                + " other connector missed stay missing");
    }
}
