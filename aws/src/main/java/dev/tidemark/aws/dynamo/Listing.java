package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Lists sort keys, which the table keeps in order; sees every save that has ended. */
final class Listing {
    /** Sorts after every part's name and before every key. */
    private static final String BEFORE_KEYS = "$";

    private Listing() {}

    /** @param prefix empty for all keys */
    static List<String> below(Table table, String collector, String prefix) throws IOException {
        String condition = prefix.isEmpty() ? "#k > :p" : "begins_with(#k, :p)";
        Map<String, AttributeValue> values =
                Map.of(":c", Values.text(collector), ":p", Values.text(prefix.isEmpty() ? BEFORE_KEYS : prefix));
        return table.ask((client, name) -> client
                .queryPaginator(QueryRequest.builder()
                        .tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("#c = :c and " + condition)
                        .expressionAttributeNames(Map.of("#c", Names.COLLECTOR, "#k", Names.KEY))
                        .expressionAttributeValues(values)
                        .projectionExpression("#k")
                        .build())
                .items()
                .stream()
                .map(item -> Values.text(item, Names.KEY))
                .toList());
    }
}
