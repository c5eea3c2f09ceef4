package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Keeps the table from removing what is still used. Not every value is saved in every round, but each is loaded; so one
 * whose time runs out is given more when it is.
 */
final class Expiry {
    /** Parts outlive their head, which the table may take a while to remove. */
    static final Duration AFTER_HEAD = Duration.ofDays(30);

    private final Table table;
    private final Owner owner;

    Expiry(Table table, Owner owner) {
        this.table = table;
        this.owner = owner;
    }

    /** Puts the end of an item off, if half of its time is over; or takes it away, if items do not expire any more. */
    void prolong(Map<String, AttributeValue> item, List<String> parts, Instant now) throws IOException {
        if (!item.containsKey(Names.EXPIRES)) {
            return;
        }
        Instant end = Instant.ofEpochSecond(Values.number(item, Names.EXPIRES));
        if (owner.keep().isPresent() && end.isAfter(now.plus(owner.keep().get().dividedBy(2)))) {
            return;
        }
        Optional<Instant> later = owner.keep().map(now::plus);
        for (String part : parts) {
            set(part, later.map(instant -> instant.plus(AFTER_HEAD)));
        }
        set(Values.text(item, Names.KEY), later);
    }

    private void set(String key, Optional<Instant> end) throws IOException {
        try {
            table.ask((client, name) -> client.updateItem(update -> {
                update.tableName(name)
                        .key(Map.of(Names.COLLECTOR, Values.text(owner.collector()), Names.KEY, Values.text(key)))
                        .conditionExpression("attribute_exists(#k)")
                        .updateExpression(end.isPresent() ? "SET #e = :e" : "REMOVE #e")
                        .expressionAttributeNames(Map.of("#e", Names.EXPIRES, "#k", Names.KEY));
                end.ifPresent(instant ->
                        update.expressionAttributeValues(Map.of(":e", Values.number(instant.getEpochSecond()))));
            }));
        } catch (ConditionalCheckFailedException e) {
            // it was replaced or removed meanwhile, and has no end to be put off
        }
    }
}
