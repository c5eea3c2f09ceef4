package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The table, whose failures are told in words. Safe for many threads. */
final class Table implements AutoCloseable {
    /** What the client is asked; it tries again by itself. */
    @FunctionalInterface
    interface Request<T> {
        T send(DynamoDbClient client, String table);
    }

    private final DynamoDbClient client;
    private final String name;
    private final String place;
    private final TableMaker maker;

    /**
     * @param client closed with this
     * @param place  where the table is, for people
     */
    Table(DynamoDbClient client, String name, String place, TableMaker maker) {
        this.client = client;
        this.name = name;
        this.place = place;
        this.maker = maker;
    }

    /** Asks, after the table was made if it was missing and may be made. A condition that fails is passed on. */
    <T> T ask(Request<T> request) throws IOException {
        try {
            return request.send(client, name);
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (ResourceNotFoundException e) {
            maker.make(client, name, place);
            return again(request);
        } catch (SdkException e) {
            throw Failures.of(e, toString());
        }
    }

    private <T> T again(Request<T> request) throws IOException {
        try {
            return request.send(client, name);
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw Failures.of(e, toString());
        }
    }

    /** The item of a key, empty if there is none; sees every save that has ended. */
    Map<String, AttributeValue> item(String collector, String key) throws IOException {
        return ask((dynamo, table) -> dynamo.getItem(get -> get.tableName(table)
                        .key(Map.of(Names.COLLECTOR, Values.text(collector), Names.KEY, Values.text(key)))
                        .consistentRead(true)))
                .item();
    }

    void remove(String collector, String key) throws IOException {
        ask((dynamo, table) -> dynamo.deleteItem(delete -> delete.tableName(table)
                .key(Map.of(Names.COLLECTOR, Values.text(collector), Names.KEY, Values.text(key)))));
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "the table " + name + " in " + place;
    }
}
