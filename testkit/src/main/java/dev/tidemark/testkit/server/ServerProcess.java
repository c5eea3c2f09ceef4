package dev.tidemark.testkit.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A server that is a process of its own. One thread. */
public final class ServerProcess implements TestServer {
    private static final Duration STEP = Duration.ofMillis(20);

    /**
     * How a server is run.
     *
     * @param folder   everything it writes lies there; removed in the end
     * @param ready    whether it answers; not when it is false or throws
     * @param patience the longest that it takes to answer
     */
    public record Plan(
            Path folder,
            int port,
            List<String> command,
            Map<String, String> environment,
            Callable<Boolean> ready,
            Duration patience) {}

    private final Plan plan;
    private final Path log;
    private @Nullable Process process;

    /** Does not start it. */
    public ServerProcess(Plan plan) {
        this.plan = plan;
        log = plan.folder().resolve("server.log");
        // A test that ends early leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    @Override
    public int port() {
        return plan.port();
    }

    @Override
    public void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(plan.command())
                .directory(plan.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(plan.environment());
        Process started = builder.start();
        process = started;
        await(started);
    }

    private void await(Process server) throws Exception {
        long end = System.nanoTime() + plan.patience().toNanos();
        Exception last = null;
        while (server.isAlive() && System.nanoTime() < end) {
            try {
                if (plan.ready().call()) {
                    return;
                }
            } catch (IOException e) {
                last = e; // not up yet
            }
            Thread.sleep(STEP.toMillis());
        }
        throw new IOException("the server did not come up; its log:\n" + Files.readString(log), last);
    }

    @Override
    public void kill() {
        Process server = process;
        if (server != null) {
            List<ProcessHandle> children = server.descendants().toList();
            server.destroyForcibly().onExit().join();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> child.onExit().join());
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        delete(plan.folder());
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
