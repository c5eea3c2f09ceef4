package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * Makes the table where it is missing, or says how.
 *
 * @param wanted  whether it is made
 * @param expires whether the table shall remove items whose time has come
 */
record TableMaker(boolean wanted, boolean expires) {
    /** What a person makes the table with. */
    static final String COMMAND = "aws dynamodb create-table --table-name TABLE --billing-mode PAY_PER_REQUEST"
            + " --attribute-definitions AttributeName=CollectorId,AttributeType=S AttributeName=StateKey,AttributeType=S"
            + " AttributeName=stream,AttributeType=S"
            + " --key-schema AttributeName=CollectorId,KeyType=HASH AttributeName=StateKey,KeyType=RANGE"
            + " --global-secondary-indexes 'IndexName=stream-index,KeySchema=[{AttributeName=stream,KeyType=HASH},"
            + "{AttributeName=CollectorId,KeyType=RANGE}],Projection={ProjectionType=INCLUDE,"
            + "NonKeyAttributes=[source,kind,CID,Updated,ExpireDate,bytes]}'";

    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    void make(DynamoDbClient client, String table, String place) throws IOException {
        if (!wanted) {
            throw new IOException("there is no table " + table + " in " + place
                    + ". If this is the right place, make it" + " with create_table = true in storage_config, or with: "
                    + COMMAND.replace("TABLE", table));
        }
        try {
            create(client, table);
            await(client, table);
            if (expires) {
                client.updateTimeToLive(request -> request.tableName(table)
                        .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(Names.EXPIRES)));
            }
        } catch (SdkException e) {
            throw Failures.of(e, "the table " + table + " in " + place);
        }
    }

    private static void create(DynamoDbClient client, String table) {
        try {
            client.createTable(definition(table));
        } catch (ResourceInUseException e) {
            // someone else makes it at this moment
        }
    }

    private static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(Names.COLLECTOR), text(Names.KEY), text(Names.STREAM))
                .keySchema(key(Names.COLLECTOR, KeyType.HASH), key(Names.KEY, KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(Names.STREAM_INDEX)
                        .keySchema(key(Names.STREAM, KeyType.HASH), key(Names.COLLECTOR, KeyType.RANGE))
                        .projection(projection -> projection
                                .projectionType(ProjectionType.INCLUDE)
                                .nonKeyAttributes(
                                        Names.SOURCE,
                                        Names.KIND,
                                        Names.ACCOUNT,
                                        Names.UPDATED,
                                        Names.EXPIRES,
                                        Names.BYTES))
                        .build())
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static void await(DynamoDbClient client, String table) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        TableDescription description = describe(client, table);
        while (description.tableStatus() != TableStatus.ACTIVE) {
            if (System.nanoTime() > end) {
                throw new IOException("the table " + table + " was asked for, but is still "
                        + description.tableStatusAsString() + " after " + PATIENCE + ": try again");
            }
            pause();
            description = describe(client, table);
        }
    }

    private static TableDescription describe(DynamoDbClient client, String table) {
        return client.describeTable(request -> request.tableName(table)).table();
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a table was made");
        }
    }
}
