package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Chooses how indexes are read that nothing was read of: by sequence number where nothing forbids it, else by a time that
 * the server sets, and never by a client's. What it chooses besides the first, it says, with the reason. One thread.
 */
final class AutoChoice {
    /** By a convention that Elastic's own pipelines keep, the last of them sets this one. */
    static final String INGESTED = "event.ingested";

    private final Cluster cluster;
    private final IndexSettings settings;
    private final String pattern;
    private final IndexTraits traits;
    private final IndexNames names;
    private final Consumer<String> warnings;
    private final Set<String> told = new HashSet<>();
    private final Map<String, String> chosen = new HashMap<>();
    private String noRefresh = "";
    private boolean mayRefresh;

    /** @param pattern of the indexes, for messages */
    AutoChoice(
            Cluster cluster,
            IndexSettings settings,
            String pattern,
            IndexTraits traits,
            IndexNames names,
            Consumer<String> warnings) {
        this.cluster = cluster;
        this.settings = settings;
        this.pattern = pattern;
        this.traits = traits;
        this.names = names;
        this.warnings = warnings;
    }

    /** By which field time is read in an index: the one that was chosen, if one was. */
    String timeField(String index) {
        return chosen.getOrDefault(index, settings.how().timeField().orElse(INGESTED));
    }

    /**
     * A mode for an index.
     *
     * @param noStats why the cluster does not tell checkpoints; empty if it does
     * @throws IOException if there is none that loses nothing
     */
    Mode mode(String index, Optional<String> noStats) throws IOException {
        String against = noStats.isPresent() ? noStats.get() : againstSequence(index);
        if (against.isEmpty()) {
            if (traits.copiesSegments(index)) {
                tell("Copies of " + index
                        + " get segments from the primary (index.replication.type SEGMENT): it is read"
                        + " by sequence number, from the primary alone");
            }
            return Mode.SEQUENCE;
        }
        Optional<String> field = serverSide(index);
        if (field.isEmpty()) {
            throw new IOException(index + " cannot be read by sequence number: " + against
                    + "; and no time that the server sets is known there. Put that right; or write mode = \"timestamp\""
                    + " and 'timestamp_field', knowing that a time that clients set loses documents");
        }
        chosen.put(index, field.get());
        tell(pattern + " is read by time (" + field.get() + "), and not by sequence number: " + against
                + ". A document that becomes visible later than 'settle' and 'overlap' after its time is missed");
        return Mode.TIMESTAMP;
    }

    private void tell(String choice) {
        if (told.add(choice)) {
            warnings.accept(choice);
        }
    }

    private String againstSequence(String index) throws IOException {
        String trait = traits.againstSequence(index);
        if (!trait.isEmpty()) {
            return trait;
        }
        if (cluster.product().isServerless()) {
            return "the cluster is serverless";
        }
        return againstRefresh(index);
    }

    /** Tried, since nobody tells rights. */
    private String againstRefresh(String index) throws IOException {
        if (!mayRefresh && noRefresh.isEmpty()) {
            Answer answer = cluster.send(Call.post(index, "_refresh"));
            mayRefresh = !answer.is(403);
            noRefresh = mayRefresh ? "" : "the privilege 'maintenance' is missing (" + answer.errorReason() + ")";
        }
        return noRefresh;
    }

    /** A field that the server sets, as far as can be known: the one that is written, or that of the convention. */
    private Optional<String> serverSide(String index) throws IOException {
        Set<String> candidates =
                new LinkedHashSet<>(settings.how().timeField().stream().toList());
        candidates.add(INGESTED);
        for (String field : candidates) {
            boolean isTime = names.types(field).getOrDefault(index, "").startsWith("date");
            if (isTime && (field.equals(INGESTED) || traits.setsTime(index, field))) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
