package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that are too large for one item. Their parts are written before the head names them, under a generation that
 * no other save has, and removed after the head names others: a save that ends in the middle leaves parts that nobody
 * reads.
 */
final class Parts {
    private final Table table;
    private final Owner owner;

    Parts(Table table, Owner owner) {
        this.table = table;
        this.owner = owner;
    }

    void write(String key, String generation, List<byte[]> parts, Instant now) throws IOException {
        for (int number = 0; number < parts.size(); number++) {
            Map<String, AttributeValue> item = new TreeMap<>();
            item.put(Names.COLLECTOR, Values.text(owner.collector()));
            item.put(Names.KEY, Values.text(name(key, generation, number)));
            item.put(Names.PART, Values.bytes(parts.get(number)));
            owner.keep()
                    .ifPresent(keep -> item.put(
                            Names.EXPIRES,
                            Values.number(now.plus(keep).plus(Expiry.AFTER_HEAD).getEpochSecond())));
            table.ask(
                    (client, name) -> client.putItem(put -> put.tableName(name).item(item)));
        }
    }

    /** @throws IllegalArgumentException if one is not there */
    List<byte[]> read(Head head) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        for (int number = 0; number < head.parts(); number++) {
            Map<String, AttributeValue> item =
                    table.item(owner.collector(), name(head.key(), head.generation(), number));
            if (item.isEmpty()) {
                throw new IllegalArgumentException("its part " + number + " of " + head.parts() + " is missing");
            }
            parts.add(Values.bytes(item, Names.PART));
        }
        return parts;
    }

    /**
     * The names of the parts of a key that are of another generation. Listed before a save, they are what nobody needs
     * after it: who saves later has parts that are not among these.
     */
    List<String> others(String key, String generation) throws IOException {
        String mine = prefix(key, generation);
        return Listing.below(table, owner.collector(), "#" + key + "#").stream()
                .filter(name -> !name.startsWith(mine))
                .toList();
    }

    List<String> names(Head head) {
        return IntStream.range(0, head.parts())
                .mapToObj(number -> name(head.key(), head.generation(), number))
                .toList();
    }

    void remove(List<String> names) throws IOException {
        for (String name : names) {
            table.remove(owner.collector(), name);
        }
    }

    private static String name(String key, String generation, int number) {
        return prefix(key, generation) + "%05d".formatted(number);
    }

    /** No key has a '#', so no part is ever among the keys. */
    private static String prefix(String key, String generation) {
        return "#" + key + "#" + generation + "#";
    }
}
