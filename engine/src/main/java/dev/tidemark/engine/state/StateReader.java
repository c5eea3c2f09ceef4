package dev.tidemark.engine.state;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads what {@link StateWriter} wrote, and refuses everything else. */
final class StateReader {
    private static final String DAMAGED =
            "Make it again from the lake with 'tidemark state rebuild SOURCE', or put back an"
                    + " intact copy of it; nothing is collected until then";
    private static final String NEWER =
            "Use the version of Tidemark that wrote it, or a newer one; or make it again from the lake"
                    + " with 'tidemark state rebuild SOURCE'";

    private final String place;
    private final byte[] value;
    private @Nullable String id;
    private @Nullable Instant lastUpdated;
    private long version = -1;
    private long format = -1;
    private final List<Region> regions = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, String> metadata = new HashMap<>();
    private Marks ids = Marks.NONE;
    private Optional<String> cursor = Optional.empty();
    private final StatisticsReader statistics = new StatisticsReader();

    StateReader(String place, byte[] value) {
        this.place = place;
        this.value = value;
    }

    StateDocument document() throws CorruptStateException {
        if (value.length == 0) {
            throw damaged("it is empty");
        }
        if (!Sealed.intact(value)) {
            throw damaged("its checksum does not fit its content, it was cut or changed");
        }
        try (JsonReader json = new JsonReader(value)) {
            json.object(name -> member(json, name));
            return whole();
        } catch (NewerFormat e) {
            throw new CorruptStateException(place, e.reason(), NEWER);
        } catch (JsonReader.Unreadable e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw damaged("it is not the JSON it should be: " + e.getOriginalMessage());
        }
    }

    private StateDocument whole() {
        if (id == null || lastUpdated == null || version < 0) {
            String missing = id == null ? "id" : lastUpdated == null ? "last_updated" : "version";
            throw new JsonReader.Unreadable("it has no '" + missing + "'");
        }
        CollectionState state = new CollectionState(regions, ids, gaps, cursor);
        return new StateDocument(id, lastUpdated, version, state, statistics.statistics(), metadata);
    }

    private void member(JsonReader json, String name) {
        if (format < 0) {
            format(json, name);
            return;
        }
        switch (name) {
            case "id" -> id = json.text();
            case "last_updated" -> lastUpdated = json.time();
            case "version" -> version = json.number();
            case "data" -> json.object(data -> data(json, data));
            case "metadata" -> json.object(key -> metadata.put(key, json.text()));
            case "checksum" -> json.text();
            default -> throw json.unknown(name);
        }
    }

    private void format(JsonReader json, String name) {
        if (!name.equals("format_version")) {
            throw new JsonReader.Unreadable("it begins with '" + name + "', not with 'format_version'");
        }
        format = json.number();
        if (format > StateWriter.FORMAT_VERSION) {
            throw new NewerFormat(format);
        }
    }

    private void data(JsonReader json, String name) {
        switch (name) {
            case "regions" -> json.list(() -> regions.add(new RegionReader(json).region()));
            case "ids" -> ids = RegionReader.marks(json);
            case "gaps" -> json.list(() -> gaps.add(RegionReader.gap(json)));
            case "cursor" -> cursor = Optional.of(json.json());
            default -> statistics.member(json, name);
        }
    }

    private CorruptStateException damaged(String reason) {
        return new CorruptStateException(place, reason, DAMAGED);
    }

    /** A document of a later version of the format. */
    private static final class NewerFormat extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final long found;

        NewerFormat(long found) {
            this.found = found;
        }

        String reason() {
            return "it is in version " + found + " of the format, and this Tidemark knows versions up to "
                    + StateWriter.FORMAT_VERSION;
        }
    }
}
