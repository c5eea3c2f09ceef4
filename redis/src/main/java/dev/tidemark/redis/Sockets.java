package dev.tidemark.redis;

import dev.tidemark.formats.spi.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Makes connections to the server, with TLS where its URL says so; a certificate must be that of the host. */
record Sockets(RedisSettings settings) implements JedisSocketFactory {
    @Override
    public Socket createSocket() {
        try {
            Socket socket = connected();
            try {
                return settings.url().tls() ? secured(socket) : socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    /** The first address of the host that answers. */
    private Socket connected() throws IOException {
        IOException failure = new UnknownHostException(settings.url().host());
        for (InetAddress address : InetAddress.getAllByName(settings.url().host())) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                socket.setSoTimeout(millis());
                socket.connect(new InetSocketAddress(address, settings.url().port()), millis());
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket secured(Socket plain) throws IOException {
        RedisUrl url = settings.url();
        SSLSocket socket = (SSLSocket) factory().createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private SSLSocketFactory factory() throws IOException {
        Path file = settings.caFile().orElse(null);
        return file == null
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : Certificates.trusting(file).getSocketFactory();
    }

    private int millis() {
        return Math.toIntExact(settings.timeout().toMillis());
    }
}
