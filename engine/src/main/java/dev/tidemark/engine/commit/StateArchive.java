package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.StreamRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The interchange form of states: a {@linkplain Sealed sealed} JSON object that holds, for each source, its register and
 * its documents and records byte for byte, each with the checksum of its own.
 */
public final class StateArchive {
    /** What its first member says. */
    public static final String FORMAT = "tidemark-state";

    private static final int VERSION = 1;
    private static final JsonFactory FACTORY = new JsonFactory();

    private StateArchive() {}

    public static byte[] encode(List<SourceExport> sources) {
        return Json.sealed(out -> {
            out.writeStringProperty("format", FORMAT);
            out.writeNumberProperty("format_version", VERSION);
            out.writeArrayPropertyStart("sources");
            for (SourceExport each : sources) {
                out.writeStartObject();
                out.writeStringProperty("source", each.source());
                out.writeName("register");
                out.writeRawValue(new String(each.register(), UTF_8));
                out.writeArrayPropertyStart("documents");
                each.documents().values().forEach(document -> out.writeRawValue(new String(document, UTF_8)));
                out.writeEndArray();
                out.writeArrayPropertyStart("records");
                each.records().values().forEach(told -> out.writeRawValue(new String(told, UTF_8)));
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    /**
     * What {@link #encode} made.
     *
     * @param place of the file, as a user can find it
     * @throws CorruptStateException if it, or a document in it, is damaged, was made by a newer version, or is something
     *     else; says which
     */
    public static List<SourceExport> decode(String place, byte[] file) throws CorruptStateException {
        if (!Sealed.intact(file)) {
            throw damaged(place, "its checksum does not fit its " + file.length + " bytes, it was cut or changed");
        }
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), file)) {
            return new Reading(place, file, in).sources();
        } catch (JacksonException e) {
            throw damaged(place, "it is not the JSON it should be: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw damaged(place, String.valueOf(e.getMessage()));
        }
    }

    private static CorruptStateException damaged(String place, String reason) {
        return new CorruptStateException(
                place, reason, "Nothing was changed. Take another copy of the file, or export the state again");
    }

    private record Reading(String place, byte[] file, JsonParser in) {
        List<SourceExport> sources() throws CorruptStateException {
            expect(in.nextToken(), JsonToken.START_OBJECT, "an object");
            member("format");
            if (!FORMAT.equals(in.getString())) {
                throw new IllegalArgumentException("it is no export of states: its format is '" + in.getString() + "'");
            }
            member("format_version");
            if (in.getLongValue() > VERSION) {
                throw new CorruptStateException(
                        place,
                        "it is in version " + in.getLongValue()
                                + " of the form, and this Tidemark knows versions up to " + VERSION,
                        "Nothing was changed. Use the version of Tidemark that exported it, or a newer one");
            }
            member("sources");
            expect(in.currentToken(), JsonToken.START_ARRAY, "a list of sources");
            Map<String, SourceExport> sources = new TreeMap<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                SourceExport source = source();
                if (sources.put(source.source(), source) != null) {
                    throw new IllegalArgumentException("it holds source '" + source.source() + "' twice");
                }
            }
            return List.copyOf(sources.values());
        }

        private SourceExport source() throws CorruptStateException {
            expect(in.currentToken(), JsonToken.START_OBJECT, "a source");
            member("source");
            String source = in.getString();
            member("register");
            byte[] register = object();
            List<byte[]> documents = objects("documents");
            List<byte[]> records = objects("records");
            expect(in.nextToken(), JsonToken.END_OBJECT, "the end of source '" + source + "'");
            return new SourceExport(source, register, documents(source, register, documents), records(source, records));
        }

        private Map<String, byte[]> documents(String source, byte[] value, List<byte[]> documents)
                throws CorruptStateException {
            Register register = register(source, value);
            if (!register.source().equals(source)) {
                throw new IllegalArgumentException(
                        "the register of '" + source + "' is that of '" + register.source() + "'");
            }
            Map<String, byte[]> streams = new TreeMap<>();
            Map<String, Long> behind = new TreeMap<>(register.streams());
            for (byte[] each : documents) {
                StateDocument document = StateDocument.decode("a document of " + source + " in " + place, each);
                String stream = document.metadata().getOrDefault("stream", "");
                if (!document.id().equals(source + "/" + stream) || streams.put(stream, each) != null) {
                    throw new IllegalArgumentException(
                            "a document of '" + source + "' has the id '" + document.id() + "'");
                }
                behind.computeIfPresent(stream, (name, number) -> document.version() < number ? number : null);
            }
            if (!behind.isEmpty()) {
                throw new IllegalArgumentException("documents of '" + source
                        + "' are missing, or older than its register says: " + String.join(", ", behind.keySet()));
            }
            return streams;
        }

        private static Register register(String source, byte[] value) {
            try {
                return Register.decode(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the register of '" + source + "' in it: " + e.getMessage(), e);
            }
        }

        private Map<String, byte[]> records(String source, List<byte[]> records) throws CorruptStateException {
            Map<String, byte[]> streams = new TreeMap<>();
            for (byte[] each : records) {
                StreamRecord told = StreamRecord.decode("a record of " + source + " in " + place, each);
                if (!told.source().equals(source) || streams.put(told.stream(), each) != null) {
                    throw new IllegalArgumentException("a record of '" + source + "' is that of stream '"
                            + told.stream() + "' of '" + told.source() + "'");
                }
            }
            return streams;
        }

        private List<byte[]> objects(String name) {
            member(name);
            expect(in.currentToken(), JsonToken.START_ARRAY, "a list of " + name);
            List<byte[]> objects = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                objects.add(object());
            }
            return objects;
        }

        /** The current object as it is written. */
        private byte[] object() {
            expect(in.currentToken(), JsonToken.START_OBJECT, "an object");
            int from = Math.toIntExact(in.currentTokenLocation().getByteOffset());
            in.skipChildren();
            return Arrays.copyOfRange(
                    file, from, Math.toIntExact(in.currentLocation().getByteOffset()));
        }

        /** Goes to the value of the next member. */
        private void member(String name) {
            String found = in.nextName();
            if (!name.equals(found)) {
                throw new IllegalArgumentException("it has '" + found + "' where '" + name + "' should be");
            }
            in.nextToken();
        }

        private static void expect(JsonToken found, JsonToken expected, String words) {
            if (found != expected) {
                throw new IllegalArgumentException("it has " + found + " where there should be " + words);
            }
        }
    }
}
