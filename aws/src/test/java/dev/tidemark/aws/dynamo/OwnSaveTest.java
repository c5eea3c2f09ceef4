package dev.tidemark.aws.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The answer to a save is lost, someone else goes on from what was saved, and then it is sent again. */
class OwnSaveTest {
    private static final String KEY = "web/claims";

    private final String table = "states-" + UUID.randomUUID();

    @Test
    @DisplayName("own-success-taken-for-stale: a save that someone has built upon has succeeded")
    void aSaveThatSomeoneHasBuiltUponHasSucceeded() throws Exception {
        try (StateStore other = Local.settings(table).open(Clock.systemUTC());
                StateStore mine = losingAnAnswer(() -> saveOver(other))) {
            String version = mine.save(KEY, StateStore.ABSENT, value("mine"));

            assertThat(other.load(KEY).orElseThrow().value()).isEqualTo(value("other"));
            assertThatThrownBy(() -> mine.save(KEY, version, value("more"))).isInstanceOf(StaleStateException.class);
        }
    }

    @Test
    @DisplayName("own-success-taken-for-stale: a save that cannot be found any more is not known to have failed")
    void aSaveThatCannotBeFoundAnyMoreIsNotStale() throws Exception {
        try (StateStore other = Local.settings(table).open(Clock.systemUTC());
                StateStore mine = losingAnAnswer(() -> {
                    saveOver(other);
                    saveOver(other);
                })) {
            assertThatThrownBy(() -> mine.save(KEY, StateStore.ABSENT, value("mine")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleStateException.class)
                    .hasMessageContaining("whether web/claims was saved is not known");
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void saveOver(StateStore store) throws IOException {
        store.save(KEY, store.load(KEY).orElseThrow().version(), value("other"));
    }

    private StateStore losingAnAnswer(Step meanwhile) throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        ExecutionInterceptor loses = new ExecutionInterceptor() {
            @Override
            public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
                boolean saved = context.request() instanceof PutItemRequest
                        && context.httpResponse().isSuccessful();
                if (saved && lost.compareAndSet(false, true)) {
                    try {
                        meanwhile.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                    throw RetryableException.create("the connection broke");
                }
            }
        };
        return Local.settings(table)
                .open(
                        Clock.systemUTC(),
                        builder -> builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                                .addExecutionInterceptor(loses)
                                .build()));
    }

    private static byte[] value(String text) {
        return Sealed.seal(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
    }
}
