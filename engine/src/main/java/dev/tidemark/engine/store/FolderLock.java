package dev.tidemark.engine.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One holder at a time for a folder, over all threads and processes of this machine. The operating system frees it
 * when a process dies; the lock file stays and means nothing.
 */
final class FolderLock {
    /** A file lock belongs to the whole process, so threads take turns before they ask for it. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private FolderLock() {}

    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /** Waits until the folder is free, then runs the action; the folder must be there. */
    static <T> T holding(Path folder, Action<T> action) throws IOException {
        Path file = folder.toRealPath().resolve(".lock");
        ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
            return holding(channel, action);
        } finally {
            threads.unlock();
        }
    }

    private static <T> T holding(FileChannel channel, Action<T> action) throws IOException {
        FileLock processes = channel.lock();
        try {
            return action.run();
        } finally {
            processes.release();
        }
    }
}
