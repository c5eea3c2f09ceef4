package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.JsonObject;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far an index is read.
 *
 * @param uuid   of the index
 * @param shards by their numbers; one that is missing is read from its beginning
 * @param whole  when everything that it had was read for the last time, empty if that never was
 * @param gone   when it was found to be gone: it is done with, unless it comes back
 * @param refreshed when it was refreshed for the last time, by the collector's clock; nothing but the wait for the next
 *                  refresh is decided by it
 */
record IndexPosition(
        String uuid,
        Map<Integer, Shard> shards,
        Optional<Instant> whole,
        Optional<Instant> gone,
        Optional<Instant> refreshed)
        implements Extent {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String WHOLE = "whole";
    private static final String GONE = "gone";
    private static final String REFRESHED = "refreshed";

    /**
     * How far a shard is read.
     *
     * @param upTo    everything with this sequence number or a lower one is read; -1 if nothing is
     * @param highest number that the shard was last seen to have
     * @param doubts  which documents after it may have been read before
     * @param recent  names of the documents that were read last
     */
    record Shard(long upTo, long highest, Doubts doubts, RecentIds recent) {
        static final Shard BEGIN = new Shard(-1, -1, Doubts.NONE, RecentIds.NONE);

        /** Of a shard that was made again from older data: from its beginning, without what is read already. */
        Shard again() {
            return new Shard(-1, highest, Doubts.ofAll(upTo + 1), RecentIds.NONE);
        }

        Shard having(long other) {
            return new Shard(upTo, other, doubts, recent);
        }
    }

    IndexPosition {
        shards = Map.copyOf(shards);
    }

    /** Before anything of an index is read. */
    static IndexPosition begin(String uuid) {
        return new IndexPosition(uuid, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Shard shard(int number) {
        return shards.getOrDefault(number, Shard.BEGIN);
    }

    IndexPosition with(int number, Shard shard) {
        Map<Integer, Shard> all = new TreeMap<>(shards);
        all.put(number, shard);
        return new IndexPosition(uuid, all, whole, gone, refreshed);
    }

    /** The position with what the shards of the index are known to have. */
    IndexPosition seeing(IndexStats stats) {
        IndexPosition seen = this;
        for (ShardStats shard : stats.shards().values()) {
            long highest = shard.checkpoint().map(ShardStats.Primary::highest).orElse(-1L);
            Shard read = shard(shard.number());
            if (highest > read.highest()) {
                seen = seen.with(shard.number(), read.having(highest));
            }
        }
        return seen;
    }

    /** Whether all that the shards of the index have is read. */
    boolean isWhole(IndexStats stats) {
        return stats.shards().values().stream()
                .allMatch(shard -> shard.checkpoint()
                        .filter(primary ->
                                primary.global() <= shard(shard.number()).upTo())
                        .isPresent());
    }

    /** The shards of which numbers were seen that are not read, by their numbers. */
    Map<Integer, Shard> unread() {
        Map<Integer, Shard> unread = new TreeMap<>(shards);
        unread.values().removeIf(shard -> shard.upTo() >= shard.highest());
        return unread;
    }

    @Override
    public Rest rest() {
        String unread = unread().entrySet().stream().map(IndexPosition::told).collect(Collectors.joining(", "));
        return new Rest(Optional.of(unread).filter(any -> !any.isEmpty()), new Fate(whole, gone));
    }

    private static String told(Map.Entry<Integer, Shard> shard) {
        long upTo = shard.getValue().upTo();
        return "shard " + shard.getKey() + (upTo < 0 ? " not at all" : " up to sequence number " + upTo) + ", it had "
                + shard.getValue().highest();
    }

    IndexPosition wholeAt(Instant time) {
        return new IndexPosition(uuid, shards, Optional.of(time), gone, refreshed);
    }

    IndexPosition refreshedAt(Instant time) {
        return new IndexPosition(uuid, shards, whole, gone, Optional.of(time));
    }

    @Override
    public IndexPosition goneAt(Instant time) {
        return new IndexPosition(uuid, shards, whole, Optional.of(time), refreshed);
    }

    IndexPosition back() {
        return new IndexPosition(uuid, shards, whole, Optional.empty(), refreshed);
    }

    @Override
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("mode", Mode.SEQUENCE.toString());
            out.writeStringProperty("uuid", uuid);
            whole.ifPresent(time -> out.writeStringProperty(WHOLE, time.toString()));
            gone.ifPresent(time -> out.writeStringProperty(GONE, time.toString()));
            refreshed.ifPresent(time -> out.writeStringProperty(REFRESHED, time.toString()));
            out.writeObjectPropertyStart("shards");
            new TreeMap<>(shards).forEach((number, shard) -> {
                out.writeObjectPropertyStart(Integer.toString(number));
                out.writeNumberProperty("up_to", shard.upTo());
                out.writeNumberProperty("highest", shard.highest());
                out.writeNumberProperty("term", shard.doubts().term());
                out.writeNumberProperty("doubtful", shard.doubts().left());
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
                    new Shard(
                            shard.number("up_to"),
                            shard.number("highest"),
                            new Doubts(shard.number("term"), shard.number("doubtful")),
                            RecentIds.parse(shard.text("recent"))));
        }
        return new IndexPosition(
                position.text("uuid"), all, time(position, WHOLE), time(position, GONE), time(position, REFRESHED));
    }

    private static Optional<Instant> time(JsonObject position, String name) {
        return position.has(name) ? Optional.of(Instant.parse(position.text(name))) : Optional.empty();
    }
}
