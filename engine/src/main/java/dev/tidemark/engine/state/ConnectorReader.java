package dev.tidemark.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Marks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads a state in the form of Apache Iggy's connectors; what is null is not there, and what is not known is passed over. */
final class ConnectorReader {
    private static final String REMEDY =
            "Nothing was changed. Name a state file of an Elasticsearch connector of Apache Iggy, or what 'tidemark state"
                    + " export --format iggy' wrote";

    private final String place;
    private final byte[] value;
    private @Nullable String id;
    private @Nullable Instant lastUpdated;
    private long version = -1;
    private boolean data;
    private boolean sealed;
    private final StatisticsReader statistics = new StatisticsReader();
    private Optional<Instant> newest = Optional.empty();
    private final Map<String, String> cursors = new LinkedHashMap<>();
    private final Map<String, List<Gap>> gaps = new HashMap<>();
    private final Map<String, String> metadata = new HashMap<>();

    ConnectorReader(String place, byte[] value) {
        this.place = place;
        this.value = value;
    }

    ConnectorDocument document() throws CorruptStateException {
        try (JsonReader json = new JsonReader(value)) {
            json.object(name -> unlessNull(json, () -> member(json, name)));
            return whole();
        } catch (JsonReader.Unreadable e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw unusable("it is not the JSON it should be: " + e.getOriginalMessage());
        }
    }

    private ConnectorDocument whole() throws CorruptStateException {
        if (id == null || version < 0 || !data) {
            String missing = id == null ? "id" : version < 0 ? "version" : "data";
            throw unusable("it has no '" + missing + "'");
        }
        if (version < ConnectorDocument.FOREIGN || version > ConnectorDocument.OURS) {
            throw unusable("it is in version " + version + " of the form, and this Tidemark knows the versions "
                    + ConnectorDocument.FOREIGN + " and " + ConnectorDocument.OURS);
        }
        if (sealed && !Sealed.intact(new String(value, UTF_8).strip().getBytes(UTF_8))) {
            throw unusable("its checksum does not fit its content, it was cut or changed");
        }
        return new ConnectorDocument(
                id,
                lastUpdated == null ? Instant.EPOCH : lastUpdated,
                version,
                statistics.statistics(),
                newest,
                version == ConnectorDocument.FOREIGN ? Map.of() : streams(),
                metadata);
    }

    private Map<String, CollectionState> streams() {
        Map<String, CollectionState> streams = new HashMap<>();
        cursors.forEach((stream, cursor) -> streams.put(
                stream,
                new CollectionState(List.of(), Marks.NONE, gaps.getOrDefault(stream, List.of()), Optional.of(cursor))));
        return streams;
    }

    private static void unlessNull(JsonReader json, Runnable reading) {
        if (!json.isNull()) {
            reading.run();
        }
    }

    private void member(JsonReader json, String name) {
        switch (name) {
            case "id" -> id = json.text();
            case "last_updated" -> lastUpdated = json.zonedTime();
            case "version" -> version = json.number();
            case "data" -> {
                data = true;
                json.object(each -> unlessNull(json, () -> data(json, each)));
            }
            case "metadata" -> json.object(each -> unlessNull(json, () -> metadata(json, each)));
            case "checksum" -> {
                sealed = true;
                json.text();
            }
            default -> json.skip();
        }
    }

    private void data(JsonReader json, String name) {
        switch (name) {
            case "last_poll_timestamp" -> statistics.lastPoll(json.zonedTime());
            case "last_document_timestamp" -> newest = Optional.of(json.zonedTime());
            case "processing_stats" ->
                json.object(each -> unlessNull(json, () -> {
                    if (each.equals("last_successful_poll")) {
                        statistics.lastSuccess(json.zonedTime());
                    } else if (Statistics.PROCESSING.contains(each)) {
                        statistics.processing(json, each);
                    } else {
                        json.skip();
                    }
                }));
            case "cursor" -> json.object(stream -> cursors.put(stream, json.json()));
            case "gaps" ->
                json.object(stream -> json.list(() ->
                        gaps.computeIfAbsent(stream, key -> new ArrayList<>()).add(RegionReader.gap(json))));
            default -> {
                if (Statistics.FIELDS.contains(name)) {
                    statistics.member(json, name);
                } else {
                    json.skip();
                }
            }
        }
    }

    private void metadata(JsonReader json, String name) {
        String found = json.json();
        if (!found.startsWith("{") && !found.startsWith("[")) {
            metadata.put(name, found.startsWith("\"") ? found.substring(1, found.length() - 1) : found);
        }
    }

    private CorruptStateException unusable(String reason) {
        return new CorruptStateException(place, reason, REMEDY);
    }
}
