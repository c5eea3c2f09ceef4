package dev.tidemark.elastic.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What a search found, without the sources, which stay where they are in the answer.
 *
 * @param shards   counts by their names: total, successful, failed, skipped
 * @param clusters the same of the clusters that were searched, if the cluster tells them apart
 * @param total    how many documents meet the query; -1 if that is not counted
 * @param handle   of the point in time, or of the scroll; empty if there is none
 */
record SearchAnswer(
        Map<String, Long> shards,
        Map<String, Long> clusters,
        boolean timedOut,
        List<Hit> hits,
        long total,
        String handle) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @throws IllegalArgumentException if it is no answer to a search */
    static SearchAnswer read(byte[] json) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            return new Reading(in).answer();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether every shard of every cluster answered, and there was one at least. */
    boolean isWhole() {
        return !timedOut
                && shards("total") > 0
                && shards("failed") == 0
                && shards("successful") == shards("total")
                && clusters.getOrDefault("total", 0L).equals(clusters.getOrDefault("successful", 0L));
    }

    long shards(String which) {
        return shards.getOrDefault(which, 0L);
    }

    private static final class Reading {
        private final JsonParser in;
        private final Map<String, Long> shards = new TreeMap<>();
        private final Map<String, Long> clusters = new TreeMap<>();
        private String handle = "";
        private final List<Hit> hits = new ArrayList<>();
        private long total = -1;
        private boolean timedOut = true;

        Reading(JsonParser in) {
            this.in = in;
        }

        SearchAnswer answer() {
            expect(in.nextToken(), JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                switch (name) {
                    case "timed_out" -> timedOut = value != JsonToken.VALUE_FALSE;
                    case "_shards" -> counts(shards);
                    case "_clusters" -> counts(clusters);
                    case "pit_id", "_scroll_id" -> handle = in.getString();
                    case "hits" -> hits();
                    default -> in.skipChildren();
                }
            }
            return new SearchAnswer(
                    Map.copyOf(shards), Map.copyOf(clusters), timedOut, List.copyOf(hits), total, handle);
        }

        private void counts(Map<String, Long> counts) {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    counts.put(name, in.getLongValue());
                } else {
                    in.skipChildren();
                }
            }
        }

        private void hits() {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (name.equals("total") && value == JsonToken.START_OBJECT) {
                    Map<String, Long> counted = new TreeMap<>();
                    counts(counted);
                    total = counted.getOrDefault("value", -1L);
                    continue;
                }
                if (!name.equals("hits")) {
                    in.skipChildren();
                    continue;
                }
                expect(value, JsonToken.START_ARRAY);
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    hits.add(hit());
                }
            }
        }

        private Hit hit() {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            String index = "";
            String id = "";
            String routing = "";
            long number = -1;
            long term = -1;
            long version = 0;
            int from = -1;
            int to = -1;
            Hit.Place sorted = Hit.Place.NONE;
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "_index" -> index = in.getString();
                    case "_id" -> id = in.getString();
                    case "_routing" -> routing = in.getString();
                    case "_seq_no" -> number = in.getLongValue();
                    case "_primary_term" -> term = in.getLongValue();
                    case "_version" -> version = in.getLongValue();
                    case "_source" -> {
                        expect(in.currentToken(), JsonToken.START_OBJECT);
                        Hit.Place source = place();
                        from = source.from();
                        to = source.to();
                    }
                    case "sort" -> sorted = place();
                    default -> in.skipChildren();
                }
            }
            if (id.isEmpty()) {
                throw new IllegalArgumentException("a hit of it has no '_id'");
            }
            return new Hit(index, id, routing, number, term, version, from, to, sorted);
        }

        /** Of an object or a list. */
        private Hit.Place place() {
            int from = Math.toIntExact(in.currentTokenLocation().getByteOffset());
            in.skipChildren();
            return new Hit.Place(from, Math.toIntExact(in.currentLocation().getByteOffset()));
        }

        private static void expect(JsonToken found, JsonToken expected) {
            if (found != expected) {
                throw new IllegalArgumentException("it has " + found + " where " + expected + " should be");
            }
        }
    }
}
