package dev.tidemark.engine.health;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.engine.commit.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** What a check leaves, as sealed JSON. */
final class CheckerJson {
    private static final int FORMAT_VERSION = 1;

    private CheckerJson() {}

    static byte[] encode(CheckerRecord record) {
        return Json.sealed(out -> {
            out.writeNumberProperty("format_version", FORMAT_VERSION);
            record.last().ifPresent(last -> out.writeStringProperty("last_check", last.toString()));
            out.writeNumberProperty("checks_in_time", record.regular());
            out.writeObjectPropertyStart("sources");
            record.watches().forEach((source, streams) -> {
                out.writeObjectPropertyStart(source);
                streams.forEach((stream, watch) -> write(out, stream, watch));
                out.writeEndObject();
            });
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, String stream, Watch watch) {
        out.writeObjectPropertyStart(stream);
        out.writeStringProperty("health", watch.health().text());
        out.writeStringProperty("since", watch.since().toString());
        out.writeStringProperty("told", watch.told().toString());
        out.writeNumberProperty("polls", watch.polls());
        out.writeStringProperty("first_seen", watch.firstSeen().toString());
        out.writeBooleanProperty("recorded", watch.recorded());
        out.writeEndObject();
    }

    static CheckerRecord decode(byte[] value) throws CorruptStateException {
        try {
            Json.Members in = Json.read(value);
            if (in.number("format_version") > FORMAT_VERSION) {
                throw new CorruptStateException(
                        "the record " + CheckerRecord.KEY,
                        "it is in version " + in.number("format_version")
                                + " of the format, and this Tidemark knows versions up to " + FORMAT_VERSION,
                        "Use the version of Tidemark that wrote it, or a newer one");
            }
            return new CheckerRecord(
                    in.has("last_check") ? Optional.of(Instant.parse(in.text("last_check"))) : Optional.empty(),
                    in.number("checks_in_time"),
                    in.map("sources", CheckerJson::streams));
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            throw new CorruptStateException(
                    "the record " + CheckerRecord.KEY,
                    String.valueOf(e.getMessage()),
                    "It only says what the last check found: delete it, and the next one begins anew");
        }
    }

    private static Map<String, Watch> streams(Json.Members in) {
        Map<String, Watch> streams = new TreeMap<>();
        in.values().keySet().forEach(stream -> streams.put(stream, watch(in.object(stream))));
        return streams;
    }

    private static Watch watch(Json.Members in) {
        return new Watch(
                Health.valueOf(in.text("health").toUpperCase(Locale.ROOT)),
                Instant.parse(in.text("since")),
                Instant.parse(in.text("told")),
                in.number("polls"),
                Instant.parse(in.text("first_seen")),
                in.flag("recorded"));
    }
}
