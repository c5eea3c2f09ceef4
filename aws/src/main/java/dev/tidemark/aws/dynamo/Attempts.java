package dev.tidemark.aws.dynamo;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What became of the attempts of one call, which the client makes by itself. Written by the thread that calls. */
final class Attempts {
    /** Carries this with a call. */
    static final ExecutionAttribute<Attempts> OF_CALL = new ExecutionAttribute<>("TidemarkAttempts");

    private static final int SERVER_FAILED = 500;

    private boolean open;
    private boolean given;

    /** Whether an attempt before the last one may have had its effect. */
    boolean repeated() {
        return given;
    }

    /** Whether any attempt may have had its effect, as far as answers tell. */
    boolean maybeDone() {
        return given || open;
    }

    private void sent() {
        given |= open;
        open = true;
    }

    private void answered(int status) {
        open = status >= SERVER_FAILED;
    }

    /** Watches the attempts. */
    static final class Watch implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            Attempts attempts = attributes.getAttribute(OF_CALL);
            if (attempts != null) {
                attempts.sent();
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            Attempts attempts = attributes.getAttribute(OF_CALL);
            if (attempts != null) {
                attempts.answered(context.httpResponse().statusCode());
            }
        }
    }
}
