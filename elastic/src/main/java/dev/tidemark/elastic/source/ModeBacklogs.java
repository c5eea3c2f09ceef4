package dev.tidemark.elastic.source;

import dev.tidemark.api.Backlog;
import dev.tidemark.api.SourceRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How far indexes are behind, in whatever mode they are read. Of one that is read by time it is told how far it is read,
 * and not how much is left: nobody counts that.
 */
record ModeBacklogs(Cluster cluster, IndexSettings settings, Consumer<String> warnings) {
    List<Backlog> of(Map<String, String> remembered) throws IOException {
        Map<String, Backlog> all = new TreeMap<>();
        for (Backlog each : counted(remembered)) {
            all.put(each.stream(), each);
        }
        remembered.forEach((name, cursor) -> timed(cursor).ifPresent(position -> {
            Backlog counted = all.get(name);
            OptionalLong documents = counted == null ? OptionalLong.empty() : counted.documents();
            all.put(name, new Backlog(name, documents, OptionalLong.empty(), remark(position)));
        }));
        return new ArrayList<>(all.values());
    }

    /** Those whose checkpoints the cluster tells. */
    private List<Backlog> counted(Map<String, String> remembered) throws IOException {
        String here = IndexNames.here(settings.index());
        if (settings.how().mode() == Mode.TIMESTAMP || here.isEmpty()) {
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

    private static Optional<TimedPosition> timed(String cursor) {
        try {
            return Optional.of(TimedPosition.parse(cursor));
        } catch (RuntimeException e) {
            return Optional.empty(); // one by sequence number
        }
    }
}
