package dev.tidemark.engine.state;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.state.Gap;
import dev.tidemark.api.state.Marks;
import dev.tidemark.api.state.Region;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;

/** Writes a state document; what does not apply is left out. */
final class StateWriter {
    static final int FORMAT_VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectWriteContext BY_LINE = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new LinePrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private final StateDocument document;
    private final Map<String, String> metadata;
    private final Set<String> fields;

    /** @param fields the statistics that are written */
    StateWriter(StateDocument document, Map<String, String> metadata, Set<String> fields) {
        this.document = document;
        this.metadata = metadata;
        this.fields = fields;
    }

    static JsonGenerator byLine(OutputStream out) {
        return FACTORY.createGenerator(BY_LINE, out);
    }

    /** Written twice, first to learn its length: a document may be too large to lie in memory twice. */
    byte[] document() {
        CountedOutput length = new CountedOutput(new byte[0]);
        write(length);
        byte[] document = new byte[length.count() + Sealed.GROWTH];
        write(new CountedOutput(document));
        Sealed.sealInPlace(document);
        return document;
    }

    private void write(OutputStream out) {
        try (JsonGenerator json = byLine(out)) {
            json.writeStartObject();
            json.writeNumberProperty("format_version", FORMAT_VERSION);
            json.writeStringProperty("id", document.id());
            json.writeStringProperty("last_updated", Iso.text(document.lastUpdated()));
            json.writeNumberProperty("version", document.version());
            json.writeObjectPropertyStart("data");
            state(json);
            statistics(json, document.statistics(), fields);
            json.writeEndObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart("metadata");
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }

    private void state(JsonGenerator json) {
        if (!document.state().regions().isEmpty()) {
            json.writeName("regions");
            json.writeStartArray();
            document.state().regions().forEach(region -> region(json, region));
            json.writeEndArray();
        }
        marks(json, "ids", document.state().ids());
        if (!document.state().gaps().isEmpty()) {
            json.writeName("gaps");
            json.writeStartArray();
            document.state().gaps().forEach(gap -> gap(json, gap));
            json.writeEndArray();
        }
        document.state().cursor().ifPresent(cursor -> {
            json.writeName("cursor");
            json.writeRawValue(cursor);
        });
    }

    private static void region(JsonGenerator json, Region region) {
        json.writeStartObject();
        if (!region.start().equals(Instant.MIN)) {
            json.writeStringProperty("start", Iso.text(region.start()));
        }
        if (!region.end().equals(Instant.MIN)) {
            json.writeStringProperty("end", Iso.text(region.end()));
        }
        json.writeStringProperty("granularity", region.granularity().name().toLowerCase(Locale.ROOT));
        marks(json, "start_objects", region.startObjects());
        marks(json, "end_objects", region.endObjects());
        json.writeEndObject();
    }

    static void gap(JsonGenerator json, Gap gap) {
        json.writeStartObject();
        if (!gap.start().equals(Instant.MIN)) {
            json.writeStringProperty("start", Iso.text(gap.start()));
        }
        json.writeStringProperty("end", Iso.text(gap.end()));
        json.writeStringProperty("reason", gap.reason());
        json.writeEndObject();
    }

    private static void marks(JsonGenerator json, String name, Marks marks) {
        if (!marks.isEmpty()) {
            json.writeName(name);
            MarksJson.write(json, marks);
        }
    }

    static void statistics(JsonGenerator json, Statistics statistics, Set<String> fields) {
        for (String field : Statistics.FIELDS) {
            if (fields.contains(field)) {
                statistic(json, field, statistics);
            }
        }
    }

    private static void statistic(JsonGenerator json, String field, Statistics statistics) {
        switch (field) {
            case "last_poll_timestamp" -> time(json, field, statistics.lastPoll());
            case "total_documents_fetched" -> json.writeNumberProperty(field, statistics.documents());
            case "poll_count" -> json.writeNumberProperty(field, statistics.polls());
            case "last_document_id" -> text(json, field, statistics.lastDocument());
            case "last_scroll_id" -> text(json, field, statistics.lastScroll());
            case "last_offset" -> statistics.lastOffset().ifPresent(offset -> json.writeNumberProperty(field, offset));
            case "error_count" -> json.writeNumberProperty(field, statistics.errors());
            case "last_error" -> text(json, field, statistics.lastError());
            case "processing_stats" -> processing(json, statistics.processing());
            default -> throw new IllegalArgumentException("no statistic is named " + field);
        }
    }

    private static void processing(JsonGenerator json, Statistics.Processing processing) {
        json.writeObjectPropertyStart("processing_stats");
        json.writeNumberProperty("total_bytes_processed", processing.bytes());
        json.writeNumberProperty("avg_batch_processing_time_ms", processing.averageMillis());
        time(json, "last_successful_poll", processing.lastSuccess());
        json.writeNumberProperty("empty_polls_count", processing.empty());
        json.writeNumberProperty("successful_polls_count", processing.successful());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresent(value -> json.writeStringProperty(name, value));
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) {
        time.ifPresent(instant -> json.writeStringProperty(name, Iso.text(instant)));
    }
}
