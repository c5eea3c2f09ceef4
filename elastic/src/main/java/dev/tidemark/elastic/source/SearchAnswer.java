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
 * @param shards counts by their names: total, successful, failed, skipped
 */
record SearchAnswer(Map<String, Long> shards, boolean timedOut, List<Hit> hits) {
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

    long shards(String which) {
        return shards.getOrDefault(which, 0L);
    }

    private static final class Reading {
        private final JsonParser in;
        private final Map<String, Long> shards = new TreeMap<>();
        private final List<Hit> hits = new ArrayList<>();
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
                    case "_shards" -> shards();
                    case "hits" -> hits();
                    default -> in.skipChildren();
                }
            }
            return new SearchAnswer(Map.copyOf(shards), timedOut, List.copyOf(hits));
        }

        private void shards() {
            expect(in.currentToken(), JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                    shards.put(name, in.getLongValue());
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
                        from = Math.toIntExact(in.currentTokenLocation().getByteOffset());
                        in.skipChildren();
                        to = Math.toIntExact(in.currentLocation().getByteOffset());
                    }
                    default -> in.skipChildren();
                }
            }
            if (id.isEmpty() || number < 0) {
                throw new IllegalArgumentException("a hit of it has no '_id' or no '_seq_no'");
            }
            return new Hit(index, id, routing, number, term, version, from, to);
        }

        private static void expect(JsonToken found, JsonToken expected) {
            if (found != expected) {
                throw new IllegalArgumentException("it has " + found + " where " + expected + " should be");
            }
        }
    }
}
