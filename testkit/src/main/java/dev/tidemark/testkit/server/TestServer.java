package dev.tidemark.testkit.server;

import java.io.IOException;

/** A server that a test runs on this machine. */
public interface TestServer extends AutoCloseable {
    /** The port it listens on, always the same. */
    int port();

    /** Ends it at once, as a SIGKILL or an accident does. */
    void kill() throws Exception;

    /** Starts it, with the data it had; returns when it answers. */
    void start() throws Exception;

    /** Ends it for good and removes its data. */
    @Override
    void close() throws IOException;
}
