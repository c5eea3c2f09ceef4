package dev.tidemark.elastic.source;

import dev.tidemark.api.Backlog;
import dev.tidemark.api.SourceRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How far indexes are behind, in whatever mode they are read. Of one that is read by time, or by a field that rises, it is
 * told how far it is read, and not how much is left: nobody counts that.
 */
record ModeBacklogs(Cluster cluster, IndexSettings settings, Consumer<String> warnings) {
    /** Modes that ask for no checkpoints. */
    private static final Set<Mode> NAMED = Set.of(Mode.TIMESTAMP, Mode.CURSOR, Mode.SCROLL);

    List<Backlog> of(Map<String, String> remembered) throws IOException {
        Map<String, Backlog> all = new TreeMap<>();
        for (Backlog each : counted(remembered)) {
            all.put(each.stream(), each);
        }
        remembered.forEach((name, cursor) -> read(cursor).ifPresent(remark -> {
            Backlog counted = all.get(name);
            OptionalLong documents = counted == null ? OptionalLong.empty() : counted.documents();
            all.put(name, new Backlog(name, documents, OptionalLong.empty(), remark));
        }));
        return new ArrayList<>(all.values());
    }

    /** Those whose checkpoints the cluster tells. */
    private List<Backlog> counted(Map<String, String> remembered) throws IOException {
        String here = IndexNames.here(settings.index());
        if (NAMED.contains(settings.how().mode()) || here.isEmpty()) {
            return List.of();
        }
        try {
            Absences absences = new Absences(cluster, here, warnings);
            return new Backlogs(cluster, settings.of(here), absences).of(Absences.positions(remembered));
        } catch (SourceRefusedException e) {
            if (settings.how().mode() != Mode.AUTO || e.reason() != SourceRefusedException.Reason.PERMISSION) {
                throw e;
            }
        } catch (Cluster.UntoldException e) {
            if (settings.how().mode() != Mode.AUTO) {
                throw e;
            }
        }
        return List.of();
    }

    private static String remark(TimedPosition position) {
        return "read by time (" + position.field() + ")"
                + position.until().map(end -> " up to " + end).orElse("")
                + position.window().map(open -> ", at " + open.at()).orElse("");
    }

    private static String remark(CursorPosition position) {
        return "read by " + position.field()
                + position.last().map(value -> " up to " + value).orElse("");
    }

    private static String remark(ScrollPosition position) {
        return (position.done() == ScrollPosition.Done.YES ? "read in a pass that is finished, " : "read in part, ")
                + position.documents() + " documents";
    }

    /** How far an index is read otherwise than by sequence number. */
    private static Optional<String> read(String cursor) {
        Extent read;
        try {
            read = Extent.parse(cursor);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        String gone =
                read.rest().fate().gone().map(time -> ", gone since " + time).orElse("");
        return switch (read) {
            case IndexPosition counted -> Optional.empty();
            case TimedPosition timed -> Optional.of(remark(timed) + gone);
            case CursorPosition rising -> Optional.of(remark(rising) + gone);
            case ScrollPosition once -> Optional.of(remark(once) + gone);
        };
    }
}
