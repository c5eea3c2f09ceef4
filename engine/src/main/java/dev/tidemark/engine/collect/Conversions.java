package dev.tidemark.engine.collect;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Converts chunks on several threads and gives them back in their order. At most two chunks per worker wait, so whoever
 * submits is slowed down to what can be converted and committed.
 */
final class Conversions {
    /** What {@link #next} found. */
    sealed interface Next {
        record Ready(Converted chunk) implements Next {}

        record NotYet() implements Next {}

        record End() implements Next {}
    }

    private final Making converters;
    private final ExecutorService workers;
    private final BlockingQueue<ChunkConverter> idle;
    private final BlockingQueue<Future<Optional<Converted>>> ordered;
    private @Nullable Future<Optional<Converted>> head;

    /** Makes a converter. */
    @FunctionalInterface
    interface Making {
        ChunkConverter converter() throws IOException;
    }

    /** @param converters makes one for each worker, when it is needed */
    Conversions(int count, Making converters) {
        this.converters = converters;
        workers = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("convert-", 1).daemon().factory());
        idle = new ArrayBlockingQueue<>(count);
        ordered = new ArrayBlockingQueue<>(count * 2);
    }

    /** Queues a chunk; blocks while many are waiting. */
    void submit(Chunk chunk) throws InterruptedException {
        ordered.put(workers.submit(() -> Optional.of(convert(chunk))));
    }

    /** No chunk will follow. */
    void end() throws InterruptedException {
        ordered.put(CompletableFuture.completedFuture(Optional.empty()));
    }

    /** No chunk will follow, because of this. */
    void fail(Throwable failure) throws InterruptedException {
        ordered.put(CompletableFuture.failedFuture(failure));
    }

    /**
     * The next chunk in order. One thread calls.
     *
     * @param wait how long to wait for it
     * @throws ExecutionException if it could not be converted, or discovery failed
     */
    Next next(Duration wait) throws InterruptedException, ExecutionException {
        if (head == null) {
            head = ordered.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
        if (head == null) {
            return new Next.NotYet();
        }
        try {
            Optional<Converted> converted = head.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            head = null;
            return converted.<Next>map(Next.Ready::new).orElseGet(Next.End::new);
        } catch (TimeoutException e) {
            return new Next.NotYet();
        }
    }

    private Converted convert(Chunk chunk) throws IOException {
        ChunkConverter free = idle.poll();
        ChunkConverter converter = free == null ? converters.converter() : free;
        Converted converted = converter.convert(chunk);
        idle.add(converter);
        return converted;
    }

    /** Stops the workers where they are and waits for them. */
    void stop() throws InterruptedException {
        workers.shutdownNow();
        if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new InterruptedException("a worker does not stop");
        }
    }
}
