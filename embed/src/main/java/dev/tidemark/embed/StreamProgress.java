package dev.tidemark.embed;

import dev.tidemark.api.Backlog;
import dev.tidemark.api.PagedStreams;
import dev.tidemark.api.RowLookup;
import dev.tidemark.engine.config.PlaceSettings;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.StateDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How far a stream is read that goes on from a position of its own.
 *
 * @param there     what its source tells of it; empty if that does not know it
 * @param collected documents that were read of it, ever
 * @param gaps      how many are known
 */
public record StreamProgress(String stream, Optional<Backlog> there, long collected, int gaps) {
    /**
     * That of all streams that are there or remembered, sorted; none if the source has no positions, or cannot tell.
     *
     * @param warnings is told what the place warns of
     * @throws IOException if the source, or what is remembered of it, cannot be asked now
     */
    public static List<StreamProgress> of(SourceSettings source, States states, Consumer<String> warnings)
            throws IOException {
        if (!(source.config() instanceof PlaceSettings place)) {
            return List.of();
        }
        Map<String, StateDocument> remembered = new TreeMap<>();
        states.documents(source.name(), stream -> remembered.put(stream.name(), stream.document()));
        Map<String, String> cursors = new TreeMap<>();
        remembered.forEach(
                (stream, document) -> document.state().cursor().ifPresent(cursor -> cursors.put(stream, cursor)));
        try (PagedStreams streams = place.place().open(warnings, RowLookup.NONE)) {
            return all(streams.backlog(cursors), remembered);
        }
    }

    private static List<StreamProgress> all(List<Backlog> told, Map<String, StateDocument> remembered) {
        Map<String, Backlog> there = new TreeMap<>();
        told.forEach(each -> there.put(each.stream(), each));
        if (there.isEmpty()) {
            return List.of();
        }
        Map<String, Optional<StateDocument>> streams = new TreeMap<>();
        there.keySet().forEach(stream -> streams.put(stream, Optional.empty()));
        remembered.forEach((stream, document) -> streams.put(stream, Optional.of(document)));
        List<StreamProgress> all = new ArrayList<>();
        streams.forEach((stream, document) -> all.add(new StreamProgress(
                stream,
                Optional.ofNullable(there.get(stream)),
                document.map(each -> each.statistics().documents()).orElse(0L),
                document.map(each -> each.state().gaps().size()).orElse(0))));
        return all;
    }

    /** Documents that the source has of it now, as far as it tells. */
    public OptionalLong documents() {
        return there.map(Backlog::documents).orElse(OptionalLong.empty());
    }

    /** How far it is behind, as far as the source tells. */
    public OptionalLong behind() {
        return there.map(Backlog::behind).orElse(OptionalLong.empty());
    }
}
