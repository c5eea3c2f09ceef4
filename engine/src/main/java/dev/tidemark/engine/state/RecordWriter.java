package dev.tidemark.engine.state;

import dev.tidemark.api.Sealed;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** Writes a stream's record; what does not apply is left out. */
final class RecordWriter {
    static final int FORMAT_VERSION = 1;

    private final StreamRecord told;

    RecordWriter(StreamRecord told) {
        this.told = told;
    }

    byte[] document() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = StateWriter.byLine(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("format_version", FORMAT_VERSION);
            json.writeStringProperty("collector_id", told.source());
            json.writeStringProperty("stream", told.stream());
            json.writeStringProperty("collector_type", told.connector());
            told.account().ifPresent(account -> json.writeStringProperty("account", account));
            json.writeStringProperty("created", Iso.text(told.created()));
            json.writeStringProperty("updated", Iso.text(told.updated()));
            time(json, "last_attempt", told.attempt());
            json.writeStringProperty("last_attempt_result", told.result().text());
            json.writeNumberProperty("begun_in_row", told.begun());
            time(json, "missing_since", told.missing());
            reached(json, told.reached());
            trouble(json, told.trouble());
            totals(json, told.totals());
            quiet(json, told.quiet());
            store(json, told.store());
            StateWriter.statistics(json, told.statistics(), Set.copyOf(Statistics.FIELDS));
            json.writeEndObject();
        }
        return Sealed.seal(bytes.toByteArray());
    }

    private static void reached(JsonGenerator json, Reached reached) {
        time(json, "last_success", reached.success());
        time(json, "last_data", reached.data());
        time(json, "last_event_time", reached.event());
        time(json, "frontier", reached.frontier());
        json.writeNumberProperty("lag_ms", reached.lag().toMillis());
        json.writeNumberProperty("lag_before_ms", reached.before().toMillis());
        json.writeNumberProperty("lag_grew_in_row", reached.grew());
    }

    private static void trouble(JsonGenerator json, Trouble trouble) {
        json.writeNumberProperty("failures_in_row", trouble.failures());
        time(json, "failing_since", trouble.since());
        trouble.kind().ifPresent(kind -> json.writeStringProperty("error_class", kind.text()));
        time(json, "not_before", trouble.notBefore());
        Map<ErrorClass, Long> errors = new TreeMap<>(trouble.errors());
        if (!errors.isEmpty()) {
            json.writeObjectPropertyStart("errors");
            errors.forEach((kind, count) -> json.writeNumberProperty(kind.text(), count));
            json.writeEndObject();
        }
    }

    private static void totals(JsonGenerator json, Totals totals) {
        json.writeObjectPropertyStart("totals");
        json.writeNumberProperty("records", totals.records());
        json.writeNumberProperty("bytes", totals.bytes());
        json.writeNumberProperty("late", totals.late());
        json.writeNumberProperty("quarantined", totals.quarantined());
        json.writeNumberProperty("gaps", totals.gaps());
        json.writeEndObject();
    }

    private static void quiet(JsonGenerator json, Quiet quiet) {
        if (quiet.since().isPresent()) {
            json.writeObjectPropertyStart("quiet");
            time(json, "since", quiet.since());
            json.writeObjectPropertyStart("weeks");
            quiet.weeks().forEach((week, letters) -> json.writeStringProperty(Long.toString(week), letters));
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void store(JsonGenerator json, StoreUse store) {
        if (!store.equals(StoreUse.NONE)) {
            json.writeObjectPropertyStart("store");
            json.writeNumberProperty("saves", store.saves());
            json.writeNumberProperty("failed_saves", store.failedSaves());
            json.writeNumberProperty("saving_us", store.savingMicros());
            json.writeNumberProperty("loads", store.loads());
            json.writeNumberProperty("failed_loads", store.failedLoads());
            json.writeNumberProperty("loading_us", store.loadingMicros());
            json.writeNumberProperty("document_bytes", store.bytes());
            json.writeEndObject();
        }
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) {
        time.ifPresent(instant -> json.writeStringProperty(name, Iso.text(instant)));
    }
}
