package dev.tidemark.cli;

import dev.tidemark.api.StateStore;
import dev.tidemark.cli.output.OutputFormat;
import dev.tidemark.cli.output.Values;
import dev.tidemark.embed.States;
import dev.tidemark.embed.Workspace;
import dev.tidemark.engine.commit.StateMove;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.config.StateTarget;
import dev.tidemark.engine.health.CheckerRecord;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "migrate",
        description =
                "Moves what is remembered of the sources from the store that is configured to another one, byte for"
                        + " byte: copied, read back, compared, and only then removed. Whatever breaks it off, no row is lost or"
                        + " stored twice; run it again to complete it. At the end it prints what to write into tidemark.toml.",
        footer = {
            "Examples:",
            "  tidemark state migrate --to redis --config url=rediss://state.example.org \\",
            "      --config 'password=${env:REDIS_PASSWORD}' --dry-run",
            "  tidemark state migrate trail --to file --config base_path=/srv/state",
            "",
            "Collectors that are at work meanwhile lose nothing: they stop with an error when the state",
            "has gone, and go on when the configuration names the new store."
        })
final class StateMigrateCommand implements Callable<Integer> {
    private final Tidemark tidemark;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Only these sources, configured or not. Default: all that something is remembered of.")
    private List<String> only = List.of();

    @Option(names = "--to", required = true, paramLabel = "TYPE", description = "The store to move to: a storage_type.")
    private String type = "";

    @Option(
            names = "--config",
            paramLabel = "KEY=VALUE",
            description = "A key of its storage_config, as often as there are keys. The value may hold $${env:NAME} and"
                    + " $${file:PATH}.")
    private Map<String, String> config = new LinkedHashMap<>();

    @Option(
            names = "--state-id",
            paramLabel = "ID",
            description = "The state_id to move to. Default: the one that the sources have.")
    private @Nullable String stateId;

    @Option(
            names = "--keep",
            description = "Leave a copy of the documents. The claim registers go, so that nobody collects by it.")
    private boolean keep;

    @Option(
            names = "--replace",
            description = "Replace what the new store holds of a source already, unless it is further.")
    private boolean replace;

    @Option(
            names = "--dry-run",
            description = "Change nothing; say what would be moved, and what a collect would read then: what it would"
                    + " read now.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    StateMigrateCommand(Tidemark tidemark) {
        this.tidemark = tidemark;
    }

    @Override
    public Integer call() throws ConfigurationException, IOException {
        Configuration configuration = tidemark.configuration();
        Optional<String> standing = Optional.ofNullable(stateId);
        StateTarget written = new StateTarget(type, config, standing);
        StateStorePlace unused = written.place(configuration.workspace()); // mistakes come first
        States states = States.of(configuration, tidemark.warnings());
        Set<String> sources = sources(states);
        StateTarget target = standing.isPresent() ? written : new StateTarget(type, config, id(configuration, sources));
        StateStorePlace to = target.place(configuration.workspace());
        Map<String, StateStorePlace> moves = moves(configuration, states, sources, to);
        if (moves.isEmpty()) {
            tidemark.console().err().println("tidemark: there is nothing to move to " + to);
            return Status.DONE;
        }
        if (!dryRun && !yes) {
            Confirmation.require(
                    tidemark,
                    "this moves the state of " + words(moves.keySet()) + " to " + to
                            + ", where collectors find it when the configuration names that place");
        }
        return move(configuration, moves, target, to);
    }

    private Set<String> sources(States states) {
        only.forEach(states::known);
        return only.isEmpty() ? states.sources() : new TreeSet<>(only);
    }

    /** The id that the sources have now. */
    private static Optional<String> id(Configuration configuration, Set<String> sources) {
        Set<Optional<String>> ids = sources.stream()
                .map(source -> settings(configuration, source))
                .map(settings -> settings.map(SourceSettings::state).orElse(configuration.state()))
                .map(state -> state.stateId())
                .collect(Collectors.toSet());
        if (ids.size() > 1) {
            String all = ids.stream().flatMap(Optional::stream).sorted().collect(Collectors.joining(", "));
            throw new UsageException("not all of the sources have the same state_id (" + all
                    + "): say with --state-id which one they are to have, or name the sources of one");
        }
        return ids.stream().findFirst().orElse(configuration.state().stateId());
    }

    private static Optional<SourceSettings> settings(Configuration configuration, String source) {
        return Optional.ofNullable(configuration.sources().get(source));
    }

    /** Where the sources are now, but those that are there already. */
    private static Map<String, StateStorePlace> moves(
            Configuration configuration, States states, Set<String> sources, StateStorePlace to) throws IOException {
        Map<String, StateStorePlace> moves = new TreeMap<>();
        for (String source : sources) {
            StateStorePlace from = states.place(configuration, source);
            if (!from.equals(to)) {
                moves.put(source, from);
            }
        }
        return moves;
    }

    private int move(
            Configuration configuration, Map<String, StateStorePlace> moves, StateTarget target, StateStorePlace to)
            throws IOException {
        Effects effects = new Effects(tidemark);
        int failed = 0;
        try (Workspace lake = Workspace.of(configuration, tidemark.warnings());
                StateStore store = to.open(tidemark.warnings())) {
            StateMove.Side side = new StateMove.Side(to.toString(), store);
            Migration migration = new Migration(tidemark, configuration, lake, side, found(), after(), effects);
            for (Map.Entry<String, StateStorePlace> each : moves.entrySet()) {
                try {
                    migration.move(each.getKey(), each.getValue(), dryRun);
                } catch (IOException e) {
                    failed++;
                    tidemark.console().err().println("tidemark: " + each.getKey() + ": " + Errors.words(e));
                    tidemark.trace(e);
                }
            }
            if (failed == 0 && only.isEmpty() && !dryRun) {
                migration.moveValue(CheckerRecord.KEY);
            }
        }
        effects.end();
        return failed == 0 ? done(configuration, moves.keySet(), target) : failed(failed, moves.size());
    }

    private StateMove.Found found() {
        return replace ? StateMove.Found.REPLACED : StateMove.Found.STAYS;
    }

    private StateMove.After after() {
        return keep ? StateMove.After.KEEP : StateMove.After.REMOVE;
    }

    private int failed(int failed, int all) {
        if (!dryRun) {
            tidemark.console()
                    .err()
                    .println(
                            "tidemark: " + failed + " of " + Values.plural(all, "source") + " could not be moved. Leave"
                                    + " the configuration as it is, mend that, and run the same command again");
        }
        return Status.FAILED;
    }

    /** Says what to write into the configuration. */
    private int done(Configuration configuration, Set<String> moved, StateTarget target) {
        PrintWriter out = tidemark.output() == OutputFormat.TABLE
                ? tidemark.console().out()
                : tidemark.console().err();
        String file = configuration.workspace().resolve(Configuration.FILE).toString();
        out.println("\n" + (dryRun ? "Then write" : "Write") + " this into " + file
                + ", in the place of what it says there" + " of the state:\n");
        if (only.isEmpty()) {
            out.println(target.toml("state"));
            configuration.sources().values().stream()
                    .filter(source -> moved.contains(source.name()))
                    .filter(source ->
                            !source.state().store().equals(configuration.state().store()))
                    .forEach(source -> out.println("and in [sources." + Document.key(source.name())
                            + ".state] no storage_type, storage_config or state_id"));
        } else {
            moved.forEach(source -> out.println(target.toml("sources." + Document.key(source) + ".state")));
        }
        out.flush();
        return Status.DONE;
    }

    private static String words(Set<String> sources) {
        return sources.size() > 3 ? Values.plural(sources.size(), "source") : String.join(", ", sources);
    }
}
