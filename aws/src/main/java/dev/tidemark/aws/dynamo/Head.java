package dev.tidemark.aws.dynamo;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a key: what the value is found by, and the value itself if it is small.
 *
 * @param generation names the save that wrote it, unique among all saves
 * @param replaced   the generation before, empty if there was none
 * @param bytes      length of the value
 * @param parts      how many items hold the value, 0 if {@code document} does
 * @param document   the value as text, empty if it is in parts
 */
record Head(String key, String generation, String replaced, long bytes, int parts, String document) {
    private static final int FORMAT = 1;

    Map<String, AttributeValue> item(Owner owner, Instant now) {
        Map<String, AttributeValue> item = new TreeMap<>();
        item.put(Names.COLLECTOR, Values.text(owner.collector()));
        item.put(Names.KEY, Values.text(key));
        item.put(Names.FORMAT, Values.number(FORMAT));
        item.put(Names.GENERATION, Values.text(generation));
        item.put(Names.REPLACED, Values.text(replaced));
        item.put(Names.BYTES, Values.number(bytes));
        item.put(Names.PARTS, Values.number(parts));
        if (parts == 0) {
            item.put(Names.DOCUMENT, Values.text(document));
        }
        item.put(Names.UPDATED, Values.number(now.getEpochSecond()));
        owner.account().ifPresent(account -> item.put(Names.ACCOUNT, Values.text(account)));
        owner.keep()
                .ifPresent(keep ->
                        item.put(Names.EXPIRES, Values.number(now.plus(keep).getEpochSecond())));
        StateKey.of(key).ifPresent(named -> named.describe(item, owner.aliases()));
        return item;
    }

    /** @throws IllegalArgumentException if it is not what {@link #item} makes */
    static Head read(String key, Map<String, AttributeValue> item) {
        long format = Values.number(item, Names.FORMAT);
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "it has the form " + format + " of a newer version of Tidemark, this one reads " + FORMAT);
        }
        int parts = Math.toIntExact(Values.number(item, Names.PARTS));
        return new Head(
                key,
                Values.text(item, Names.GENERATION),
                Values.text(item, Names.REPLACED),
                Values.number(item, Names.BYTES),
                parts,
                parts == 0 ? Values.text(item, Names.DOCUMENT) : "");
    }
}
