package dev.tidemark.elastic.source;

import dev.tidemark.api.Backlog;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.api.SourceRefusedException;
import dev.tidemark.formats.spi.DescribedStreams;
import dev.tidemark.formats.spi.Description;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The indexes that there are, each a stream. */
final class IndexStreams implements DescribedStreams {
    private final Cluster cluster;
    private final IndexSettings settings;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final RowLookup rows;
    private final IndexDescription description;
    private final ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor();
    /** What is meant by its name and refused. */
    private final Map<String, IOException> refused = new LinkedHashMap<>();

    private Map<String, PagedSource<?>> given = new LinkedHashMap<>();

    IndexStreams(Cluster cluster, IndexSettings settings, Clock clock, Consumer<String> warnings, RowLookup rows) {
        this.cluster = cluster;
        this.settings = settings;
        this.clock = clock;
        this.warnings = warnings;
        this.rows = rows;
        description = new IndexDescription(cluster, settings, warnings);
    }

    @Override
    public Map<String, PagedSource<?>> streams(Map<String, String> remembered) throws IOException {
        description.forget();
        closeGiven();
        refused.clear();
        given = switch (settings.how().mode()) {
            case SEQUENCE -> counted(settings.index(), remembered);
            case AUTO -> possible(remembered);
            case TIMESTAMP -> named(settings.index(), Optional.empty(), remembered);
            case CURSOR -> rising(remembered);
            case SCROLL -> once(remembered);
        };
        given.putAll(absences().streams(remembered, given));
        if (given.isEmpty() && !refused.isEmpty()) {
            throw refused.values().iterator().next();
        }
        refused.forEach((name, why) -> given.merge(
                name,
                new Refused(why),
                (there, refusing) -> there instanceof GoneIndex gone && gone.isTold() ? refusing : there));
        return given;
    }

    /** What can be read by number, and the others; no cluster tells checkpoints of the indexes of another one. */
    private Map<String, PagedSource<?>> possible(Map<String, String> remembered) throws IOException {
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        String here = IndexNames.here(settings.index());
        if (!here.isEmpty()) {
            streams.putAll(possible(here, remembered));
        }
        String elsewhere = IndexNames.elsewhere(settings.index());
        if (!elsewhere.isEmpty()) {
            streams.putAll(named(
                    elsewhere,
                    Optional.of("it is in another cluster, and no cluster tells checkpoints of another one"),
                    remembered));
        }
        return streams;
    }

    private Map<String, PagedSource<?>> possible(String pattern, Map<String, String> remembered) throws IOException {
        try {
            return counted(pattern, remembered);
        } catch (SourceRefusedException e) {
            if (e.reason() != SourceRefusedException.Reason.PERMISSION) {
                throw e;
            }
            return named(pattern, Optional.of(String.valueOf(e.getMessage())), remembered);
        } catch (Cluster.UntoldException e) {
            return named(pattern, Optional.of(String.valueOf(e.getMessage())), remembered);
        }
    }

    /** By what the cluster tells of checkpoints. */
    private Map<String, PagedSource<?>> counted(String pattern, Map<String, String> remembered) throws IOException {
        return new CountedStreams(cluster, settings, pattern, clock, warnings, fetching, rows).streams(remembered);
    }

    /**
     * By names alone.
     *
     * @param noStats why the cluster does not tell checkpoints, if it was asked
     */
    private Map<String, PagedSource<?>> named(String pattern, Optional<String> noStats, Map<String, String> remembered)
            throws IOException {
        ModeReaders readers = new ModeReaders(cluster, settings, pattern, warnings, rows, clock.instant());
        // Before anything else is asked of them: what is asked then is of these indexes, or of later ones.
        Map<String, String> uuids = readers.uuids();
        absences().refuseIfStopped(remembered, uuids);
        readers.tellOfTime();
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        for (String name : readers.names()) {
            streams.put(name, readers.stream(name, Optional.ofNullable(uuids.get(name)), noStats));
        }
        refused.putAll(readers.refused());
        if (streams.isEmpty() && remembered.isEmpty() && refused.isEmpty()) {
            warnings.accept("there is no index '" + pattern + "', or none of it is available");
        }
        return streams;
    }

    private Map<String, PagedSource<?>> rising(Map<String, String> remembered) throws IOException {
        if (remembered.isEmpty()) {
            warnings.accept(settings.index() + " is read on after the highest "
                    + settings.how().cursorField().orElseThrow()
                    + " that was read: a document that is written after one"
                    + " with a higher value, or with the same, is missed");
        }
        return named(settings.index(), Optional.empty(), remembered);
    }

    private Map<String, PagedSource<?>> once(Map<String, String> remembered) throws IOException {
        if (remembered.isEmpty()) {
            warnings.accept("each index of " + settings.index() + " is read once, as it is: what is written to it after"
                    + " its pass began is not read");
        }
        return named(settings.index(), Optional.empty(), remembered);
    }

    private NamedAbsences absences() {
        return new NamedAbsences(cluster, settings, clock.instant(), warnings);
    }

    private void closeGiven() throws IOException {
        for (PagedSource<?> each : given.values()) {
            each.close();
        }
        given = new LinkedHashMap<>();
    }

    @Override
    public Description description() throws IOException {
        return description.read();
    }

    @Override
    public List<Backlog> backlog(Map<String, String> remembered) throws IOException {
        return new ModeBacklogs(cluster, settings, warnings).of(remembered);
    }

    @Override
    public void close() throws IOException {
        closeGiven();
        fetching.shutdownNow();
        cluster.close();
        fetching.close();
    }
}
