package dev.tidemark.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server of this machine, passes on every byte, and breaks a connection where it is told
 * to. Any thread.
 */
public final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
    private final List<RelayedConnection> connections = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private Relay(ServerSocketFactory sockets, int server) {
        this.server = server;
        try {
            entrance = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("relay").start(this::admit);
    }

    /** @param server port that it listens on */
    public static Relay to(int server) {
        return new Relay(ServerSocketFactory.getDefault(), server);
    }

    /** Speaks TLS with the client, and none with the server. */
    public static Relay withTls(int server, TestCertificate certificate) {
        return new Relay(certificate.serverSockets(), server);
    }

    /** The port for the client. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** Breaks the connection on which the cut's mark is seen next, once. */
    public void arm(Cut next) {
        cut.set(next);
    }

    /** Whether the cut that was asked for has not happened yet. */
    public boolean armed() {
        return cut.get() != null;
    }

    /** From now on nothing gets through, and nobody is told. */
    public void fallSilent() {
        silent = true;
    }

    boolean silent() {
        return silent;
    }

    /** The cut, if nobody else takes it. */
    boolean take(Cut taken) {
        return cut.compareAndSet(taken, null);
    }

    @Nullable
    Cut next() {
        return cut.get();
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                connections.add(RelayedConnection.start(this, client, server));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        connections.forEach(RelayedConnection::close);
    }
}
