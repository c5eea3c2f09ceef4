package dev.tidemark.embed;

import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.commit.SourceState;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.PlaceSettings;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.ConnectorDocument;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of sources as connectors of Apache Iggy write them. */
final class ConnectorStates {
    private static final Set<String> IDENTIFYING = Set.of("index", "url");

    private ConnectorStates() {}

    /**
     * @param records how the collection of the streams went
     * @throws UnknownNameException     if nothing is remembered of the source
     * @throws IllegalArgumentException if something is remembered that such a document cannot hold
     */
    static ConnectorDocument document(
            SourceSettings settings, Configuration configuration, SourceState state, SourceRecords records)
            throws IOException {
        if (state.export().isEmpty()) { // which finishes a pending claim otherwise
            throw new UnknownNameException("nothing is remembered of " + settings.name());
        }
        Map<String, CollectionState> streams = new HashMap<>();
        Instant updated = Instant.EPOCH;
        for (String stream : state.streams()) {
            Optional<StateDocument> document = state.document(stream);
            if (document.isPresent()) {
                streams.put(
                        stream,
                        positioned(settings.name(), stream, document.get().state()));
                updated = later(updated, document.get().lastUpdated());
            }
        }
        List<StreamRecord> told = records.told().stream()
                .filter(each -> !each.stream().isEmpty())
                .sorted(Comparator.comparing(each -> each.reached().data().orElse(Instant.EPOCH)))
                .toList();
        List<Statistics> figures = new ArrayList<>();
        for (StreamRecord each : told) {
            updated = later(updated, each.updated());
            figures.add(each.statistics());
        }
        return new ConnectorDocument(
                settings.state().stateId().orElse(settings.name()),
                updated,
                ConnectorDocument.OURS,
                figures.isEmpty() ? Statistics.NONE : Statistics.together(figures),
                told.stream().flatMap(each -> each.reached().event().stream()).max(Instant::compareTo),
                streams,
                metadata(settings, configuration));
    }

    private static CollectionState positioned(String source, String stream, CollectionState state) {
        if (state.cursor().isEmpty()) {
            throw new IllegalArgumentException(
                    "the stream " + stream + " of " + source
                            + " has no position, so this form cannot hold what is remembered of it: export it without --format");
        }
        return state;
    }

    private static Map<String, String> metadata(SourceSettings settings, Configuration configuration) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("connector_type", settings.connector() + "_source");
        List<String> names = List.copyOf(configuration.sources().keySet());
        metadata.put("connector_id", Integer.toString(names.indexOf(settings.name()) + 1));
        if (settings.config() instanceof PlaceSettings place) {
            place.place().settings().forEach((name, value) -> {
                if (IDENTIFYING.contains(name)) {
                    metadata.put(name, value.toString());
                }
            });
        }
        return metadata;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
