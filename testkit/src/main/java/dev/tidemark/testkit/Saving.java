package dev.tidemark.testkit;

import static dev.tidemark.testkit.StateStoreContract.value;

import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Saves one number after another, each over the one before, until that fails. */
final class Saving implements Runnable {
    private static final long PATIENCE_SECONDS = 60;

    private final StateStore store;
    private final int first;
    private String version;
    private int next;
    private @Nullable IOException failure;

    Saving(StateStore store, String version, int first) {
        this.store = store;
        this.version = version;
        this.first = first;
        next = first;
    }

    @Override
    public void run() {
        try {
            while (true) {
                saved(store.save("web/claims", version, value(Integer.toString(next))));
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private synchronized void saved(String newVersion) {
        version = newVersion;
        next++;
        notifyAll();
    }

    private synchronized void failed(IOException e) {
        failure = e;
        notifyAll();
    }

    /** Waits until so many numbers are saved. */
    synchronized void awaitMore(int numbers) throws InterruptedException, IOException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (next < first + numbers) {
            long left = end - System.nanoTime();
            if (failure != null) {
                throw failure;
            }
            if (left <= 0) {
                throw new TimeoutException(next - first + " of " + numbers + " numbers saved");
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** The last number whose save returned. */
    synchronized int returned() {
        return next - 1;
    }

    synchronized @Nullable IOException failure() {
        return failure;
    }
}
