package dev.tidemark.elastic.source;

import dev.tidemark.api.PagedSource;
import dev.tidemark.api.RowLookup;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes what reads the indexes of a pattern in one mode or another. One thread. */
final class ModeReaders {
    private final Cluster cluster;
    private final IndexSettings settings;
    private final Consumer<String> warnings;
    private final RowLookup rows;
    private final IndexNames names;
    private final IndexTraits traits;
    private final AutoChoice choice;
    private final NamedAbsences absences;

    /**
     * @param pattern of the indexes
     * @param rows    of earlier runs
     * @param now     when the run begins
     */
    ModeReaders(
            Cluster cluster,
            IndexSettings settings,
            String pattern,
            Consumer<String> warnings,
            RowLookup rows,
            Instant now) {
        absences = new NamedAbsences(cluster, settings, now, warnings);
        this.rows = rows;
        this.cluster = cluster;
        this.settings = settings;
        this.warnings = warnings;
        names = new IndexNames(cluster, pattern);
        traits = new IndexTraits(cluster, pattern);
        choice = new AutoChoice(cluster, settings, pattern, traits, names, warnings);
    }

    Set<String> names() throws IOException {
        return names.types(AutoChoice.INGESTED).keySet();
    }

    /** What is meant by its name and refused, of what was asked so far. */
    Map<String, IOException> refused() {
        return names.refused();
    }

    Map<String, String> uuids() throws IOException {
        return names.uuids();
    }

    /** Warns of a time that clients may set, where it was chosen by name. */
    void tellOfTime() throws IOException {
        String field = settings.how().timeField().orElse(AutoChoice.INGESTED);
        if (settings.how().mode() != Mode.TIMESTAMP || field.equals(AutoChoice.INGESTED)) {
            return;
        }
        for (String index : names()) {
            if (!traits.setsTime(index, field)) {
                warnings.accept("nothing that may be looked at says that the server sets " + field + " in " + index
                        + ": if clients do, a document of one whose clock is late by more than 'settle' and 'overlap' is"
                        + " missed, and so is one that is sent later than that");
                return;
            }
        }
    }

    /** An index of which the cluster tells checkpoints. */
    PagedSource<?> stream(String name, String uuid, IndexReader sequence) {
        NumberedIndex numbered = new NumberedIndex(sequence, name, traits);
        return new ModeStream(
                settings.how().mode(),
                // Of an index in which nothing was ever written, nothing need be known.
                () -> sequence.isEmpty() ? Mode.SEQUENCE : choice.mode(name, sequence.uncounted()),
                mode -> mode == Mode.SEQUENCE ? numbered : reader(mode, name, uuid));
    }

    /**
     * An index of which the name is known.
     *
     * @param uuid    empty if it is not told
     * @param noStats why the cluster does not tell checkpoints, if it was asked
     */
    PagedSource<?> stream(String name, Optional<String> uuid, Optional<String> noStats) {
        if (uuid.isEmpty()) {
            return new Refused(new IOException("the cluster does not tell the UUID of " + name
                    + ", without which another index of this name would be taken for it: its shards are not available;"
                    + " try again"));
        }
        if (settings.how().mode() == Mode.TIMESTAMP) {
            TimedReader timed = new TimedReader(index(name, uuid.get()), choice.timeField(name));
            return new TimedStream(new ModeStream(Mode.TIMESTAMP, () -> Mode.TIMESTAMP, mode -> timed), timed);
        }
        return new ModeStream(
                settings.how().mode(),
                () -> choice.mode(name, noStats),
                mode -> mode == Mode.SEQUENCE
                        ? new Refused(noSequence(
                                name,
                                noStats.orElse(
                                        "it is read in mode " + settings.how().mode())))
                        : reader(mode, name, uuid.get()));
    }

    private static IOException noSequence(String name, String reason) {
        return new IOException(name + " was read by sequence number, and cannot be read on so: " + reason
                + ". Put that right; or read all of it in another mode, after 'tidemark state reset' of the stream "
                + name + ", which brings what is a row already once more");
    }

    private PagedSource<?> reader(Mode mode, String name, String uuid) {
        NamedIndex index = index(name, uuid);
        return switch (mode) {
            case TIMESTAMP -> new TimedReader(index, choice.timeField(name));
            case CURSOR -> new CursorReader(index);
            case SCROLL -> new ScrollReader(index);
            case AUTO, SEQUENCE -> throw new IllegalArgumentException("mode " + mode);
        };
    }

    private NamedIndex index(String name, String uuid) {
        return new NamedIndex(cluster, settings, name, uuid, names, rows, absences.ending(name));
    }
}
