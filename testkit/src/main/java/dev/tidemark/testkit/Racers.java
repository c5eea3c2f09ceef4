package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks at the same moment on a thread each. */
public final class Racers {
    private static final long MINUTES = 2;

    private Racers() {}

    /** What the tasks return, in their order. @throws Exception the first that a task threw */
    public static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> racing = new ArrayList<>();
            for (Callable<T> task : tasks) {
                racing.add(pool.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            for (Future<T> racer : racing) {
                results.add(result(racer, pool));
            }
        }
        return results;
    }

    private static <T> T result(Future<T> racer, ExecutorService pool) throws Exception {
        try {
            return racer.get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            pool.shutdownNow();
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw e;
        }
    }
}
