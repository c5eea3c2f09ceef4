package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far an index is read.
 *
 * @param uuid   of the index
 * @param shards by their numbers; one that is missing is read from its beginning
 */
record IndexPosition(String uuid, Map<Integer, Shard> shards) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * How far a shard is read.
     *
     * @param upTo    everything with this sequence number or a lower one is read; -1 if nothing is
     * @param highest number that the shard was last seen to have
     * @param recent  names of the documents that were read last
     */
    record Shard(long upTo, long highest, RecentIds recent) {
        static final Shard BEGIN = new Shard(-1, -1, RecentIds.NONE);
    }

    IndexPosition {
        shards = Map.copyOf(shards);
    }

    Shard shard(int number) {
        return shards.getOrDefault(number, Shard.BEGIN);
    }

    IndexPosition with(int number, Shard shard) {
        Map<Integer, Shard> all = new TreeMap<>(shards);
        all.put(number, shard);
        return new IndexPosition(uuid, all);
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("uuid", uuid);
            out.writeObjectPropertyStart("shards");
            new TreeMap<>(shards).forEach((number, shard) -> {
                out.writeObjectPropertyStart(Integer.toString(number));
                out.writeNumberProperty("up_to", shard.upTo());
                out.writeNumberProperty("highest", shard.highest());
                out.writeStringProperty("recent", shard.recent().text());
                out.writeEndObject();
            });
            out.writeEndObject();
            out.writeEndObject();
        }
        return text.toString();
    }

    /** @throws IllegalArgumentException if it is no position in an index */
    static IndexPosition parse(String json) {
        JsonObject position = JsonObject.parse(json.getBytes(UTF_8));
        JsonObject shards = position.object("shards");
        Map<Integer, Shard> all = new TreeMap<>();
        for (String number : shards.names()) {
            JsonObject shard = shards.object(number);
            all.put(
                    Integer.valueOf(number),
                    new Shard(shard.number("up_to"), shard.number("highest"), RecentIds.parse(shard.text("recent"))));
        }
        return new IndexPosition(position.text("uuid"), all);
    }
}
