package dev.tidemark.aws.dynamo;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A store whose process dies in the middle. */
final class Failing {
    private Failing() {}

    /** Nothing gets through after some items were put. */
    static DynamoStateStore afterPuts(DynamoSettings settings, AtomicInteger puts, int most) throws IOException {
        return settings.open(
                Clock.systemUTC(),
                builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public void beforeExecution(
                                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                                boolean put = context.request() instanceof PutItemRequest;
                                if (put ? puts.incrementAndGet() > most : puts.get() > most) {
                                    throw SdkClientException.create("the process is gone");
                                }
                            }
                        })
                        .build()));
    }
}
