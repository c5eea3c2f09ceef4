package dev.tidemark.elastic.source;

import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import dev.tidemark.elastic.source.Cluster.Listed;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Indexes of which the cluster tells checkpoints, each a stream. */
final class CountedStreams {
    private final Cluster cluster;
    private final IndexSettings settings;
    private final String pattern;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final ExecutorService fetching;
    private final RowLookup rows;
    private final ModeReaders readers;

    /** @param pattern what of the settings' index is meant */
    CountedStreams(
            Cluster cluster,
            IndexSettings settings,
            String pattern,
            Clock clock,
            Consumer<String> warnings,
            ExecutorService fetching,
            RowLookup rows) {
        this.cluster = cluster;
        this.settings = settings;
        this.pattern = pattern;
        this.clock = clock;
        this.warnings = warnings;
        this.fetching = fetching;
        this.rows = rows;
        readers = new ModeReaders(cluster, settings, pattern, warnings, rows, clock.instant());
    }

    /** Those that there are, and those that are remembered and gone. */
    Map<String, PagedSource<?>> streams(Map<String, String> remembered) throws IOException {
        Map<String, IndexPosition> known = Absences.positions(remembered);
        Instant now = clock.instant();
        Listed listed = cluster.list(pattern);
        Map<String, IndexPosition> absent = new TreeMap<>(known);
        absent.keySet().removeAll(listed.indexes().keySet());
        absent.values().removeIf(read -> read.gone().isPresent());
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        for (String name : new Absences(cluster, pattern, warnings).gone(absent)) {
            streams.put(name, gone(Objects.requireNonNull(absent.get(name)), ending(name, now)));
        }
        Semaphore room = new Semaphore(PagesAhead.ROOM);
        for (IndexStats stats : listed.indexes().values()) {
            Ending ending = ending(stats.name(), now);
            Optional<IndexPosition> read = Optional.ofNullable(known.get(stats.name()));
            if (isRead(stats, read, ending)) {
                IndexReader reader = new IndexReader(cluster, settings, stats, fetching, room, rows, ending);
                streams.put(stats.name(), readers.stream(stats.name(), stats.uuid(), reader));
            } else if (read.get().gone().isEmpty()) {
                streams.put(stats.name(), gone(read.get(), ending));
            }
        }
        tell(streams, listed, absent.isEmpty());
        known.forEach((name, read) -> {
            if (read.gone().isPresent()) {
                streams.putIfAbsent(name, new GoneIndex(read, ending(name, now))); // it is where it should be
            }
        });
        return streams;
    }

    private Ending ending(String name, Instant now) {
        return new Ending(name, settings.reactions().deleted(), now, warnings);
    }

    private static GoneIndex gone(IndexPosition read, Ending ending) throws IOException {
        ending.refuseIfStopped(read);
        return new GoneIndex(read, ending);
    }

    /** Whether an index is to be read, which may be another one than before. */
    private boolean isRead(IndexStats stats, Optional<IndexPosition> read, Ending ending) throws IOException {
        if (read.isEmpty() || read.get().uuid().equals(stats.uuid())) {
            return true;
        }
        String other = "the index " + stats.name() + " is another one than was read before (" + stats.uuid() + ", not "
                + read.get().uuid() + ")";
        return switch (settings.reactions().recreated()) {
            case COLLECT -> {
                ending.refuseIfStopped(read.get());
                warnings.accept(other + ": it is read from its beginning");
                yield true;
            }
            case SKIP -> {
                warnings.accept(other + ": it is not read, as on_new_uuid = \"skip\" says");
                yield false;
            }
            case STOP ->
                throw new IOException(other + ". Nothing is read, as on_new_uuid = \"stop\" says: set it to \"collect\""
                        + " to read the new one from its beginning, or to \"skip\" to go on without it");
        };
    }

    private void tell(Map<String, PagedSource<?>> streams, Listed listed, boolean nothingAbsent) throws IOException {
        for (Map.Entry<String, IOException> refused : listed.refused().entrySet()) {
            if (streams.isEmpty()) {
                throw refused.getValue();
            }
            streams.putIfAbsent(refused.getKey(), new RefusedIndex(refused.getValue()));
        }
        if (listed.indexes().isEmpty() && streams.isEmpty() && nothingAbsent) {
            warnings.accept("there is no index '" + pattern + "', or none of it is available");
        }
    }
}
