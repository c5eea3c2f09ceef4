package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The conditional writes. */
final class Heads {
    private final Table table;
    private final Owner owner;

    Heads(Table table, Owner owner) {
        this.table = table;
        this.owner = owner;
    }

    /**
     * Puts the head in the place of the generation that it replaces.
     *
     * @return the item that was there, without attributes if there was none or nobody can tell any more; empty if
     *     something else is there, and nothing was changed
     * @throws IOException also if nobody knows whether it was there for a while
     */
    Optional<Map<String, AttributeValue>> replace(Head head, Instant now) throws IOException {
        Attempts attempts = new Attempts();
        boolean first = head.replaced().isEmpty();
        try {
            PutItemResponse answer = table.ask((client, name) -> client.putItem(put -> {
                put.tableName(name)
                        .item(head.item(owner, now))
                        .conditionExpression(first ? "attribute_not_exists(#c)" : "#g = :g")
                        .expressionAttributeNames(
                                Map.of("#" + (first ? "c" : "g"), first ? Names.COLLECTOR : Names.GENERATION))
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .overrideConfiguration(call -> call.putExecutionAttribute(Attempts.OF_CALL, attempts));
                if (!first) {
                    put.expressionAttributeValues(Map.of(":g", Values.text(head.replaced())));
                }
            }));
            return Optional.of(answer.attributes());
        } catch (ConditionalCheckFailedException e) {
            return itself(head, e.item(), attempts) ? Optional.of(Map.of()) : Optional.empty();
        } catch (IOException e) {
            if (attempts.maybeDone()) {
                throw new IOException(unknown(head.key()) + e.getMessage(), e);
            }
            throw e;
        }
    }

    /**
     * Removes the item of a key if it is of a generation, which is empty if the item is too damaged to say.
     *
     * @return whether it was removed now
     */
    boolean remove(String key, String generation) throws IOException {
        boolean nameless = generation.isEmpty();
        try {
            table.ask((client, name) -> client.deleteItem(delete -> {
                delete.tableName(name)
                        .key(Map.of(Names.COLLECTOR, Values.text(owner.collector()), Names.KEY, Values.text(key)))
                        .conditionExpression(nameless ? "attribute_not_exists(#g)" : "#g = :g")
                        .expressionAttributeNames(Map.of("#g", Names.GENERATION));
                if (!nameless) {
                    delete.expressionAttributeValues(Map.of(":g", Values.text(generation)));
                }
            }));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Whether it was refused because of itself, sent twice: it is there, or was when something replaced it. */
    private static boolean itself(Head head, Map<String, AttributeValue> there, Attempts attempts) throws IOException {
        if (says(there, Names.GENERATION, head.generation()) || says(there, Names.REPLACED, head.generation())) {
            return true;
        }
        if (attempts.repeated()) {
            throw new IOException(unknown(head.key()) + "an attempt was not answered, and what is there now is newer");
        }
        return false;
    }

    private static String unknown(String key) {
        return "whether " + key + " was saved is not known, load it to find out: ";
    }

    private static boolean says(Map<String, AttributeValue> item, String name, String text) {
        AttributeValue value = item.get(name);
        return value != null && text.equals(value.s());
    }
}
