package dev.tidemark.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two sockets and a thread for each direction. */
final class RelayedConnection {
    private static final int BUFFER = 1 << 14;

    private final Relay relay;
    private final Socket client;
    private final Socket server;
    private volatile @Nullable Cut answerCut;

    private RelayedConnection(Relay relay, Socket client, Socket server) {
        this.relay = relay;
        this.client = client;
        this.server = server;
    }

    static RelayedConnection start(Relay relay, Socket client, int port) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            client.close(); // as if nobody listened
            server = new Socket();
        }
        RelayedConnection connection = new RelayedConnection(relay, client, server);
        Thread.ofPlatform().daemon().name("relay requests").start(() -> connection.guard(connection::requests));
        Thread.ofPlatform().daemon().name("relay answers").start(() -> connection.guard(connection::answers));
        return connection;
    }

    private interface Pump {
        void run() throws IOException;
    }

    /** A connection that fails on one side is over on both. */
    private void guard(Pump pump) {
        try {
            pump.run();
        } catch (IOException e) {
            // the other side learns of it by the end of its connection
        } finally {
            close();
        }
    }

    private void requests() throws IOException {
        byte[] buffer = new byte[BUFFER];
        byte[] seen = new byte[0];
        OutputStream out = server.getOutputStream();
        for (int read = client.getInputStream().read(buffer);
                read >= 0;
                read = client.getInputStream().read(buffer)) {
            byte[] chunk = Arrays.copyOf(buffer, read);
            Cut cut = relay.next();
            int mark = cut == null ? -1 : find(cut.mark(), join(seen, chunk));
            if (cut != null && mark >= 0 && relay.take(cut)) {
                if (cut.side() == Cut.Side.REQUEST) {
                    out.write(chunk, 0, Math.clamp(mark + cut.bytes() - seen.length, 0, chunk.length));
                    return;
                }
                answerCut = cut;
            }
            if (!relay.silent()) {
                out.write(chunk);
            }
            seen = cut == null ? new byte[0] : tail(join(seen, chunk), cut.mark().length - 1);
        }
    }

    private void answers() throws IOException {
        byte[] buffer = new byte[BUFFER];
        OutputStream out = client.getOutputStream();
        for (int read = server.getInputStream().read(buffer);
                read >= 0;
                read = server.getInputStream().read(buffer)) {
            Cut cut = answerCut;
            if (cut != null) {
                out.write(buffer, 0, Math.min(read, cut.bytes()));
                return;
            }
            if (!relay.silent()) {
                out.write(buffer, 0, read);
            }
        }
    }

    void close() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone either way
            }
        }
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] tail(byte[] bytes, int length) {
        return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - length), bytes.length);
    }

    private static int find(byte[] mark, byte[] bytes) {
        for (int at = 0; at <= bytes.length - mark.length; at++) {
            if (Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }
}
