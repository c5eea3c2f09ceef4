package dev.tidemark.elastic.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, as long as they are not too many. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final Call call;
    private @Nullable Subscription subscription;
    private byte[] bytes;
    private int length;

    /** @param expected how long it says that it is, 0 if it does not */
    BoundedBody(Call call, long expected) {
        this.call = call;
        bytes = new byte[(int) Math.min(expected, call.longest())];
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            long after = (long) length + buffer.remaining();
            if (after > call.longest()) {
                refuse();
                return;
            }
            if (after > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(after, 2L * bytes.length), call.longest()));
            }
            int more = buffer.remaining();
            buffer.get(bytes, length, more);
            length += more;
        }
    }

    private void refuse() {
        Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
        bytes = new byte[0];
        whole.completeExceptionally(new AnswerTooLargeException(call));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }
}
