package dev.tidemark.elastic.http;

import dev.tidemark.formats.spi.Certificates;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Asks a cluster, and asks again while it is away or overloaded. Safe for many threads.
 *
 * <p>An answer that says that an attempt failed for a passing reason (429, 502, 503, 504) is returned only after the
 * last attempt; every other answer at once, whatever it says.
 */
public final class SearchClient implements AutoCloseable {
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    /** Unless this is empty when the JDK's client is used first, it tells no proxy the password for a tunnel. */
    private static final String UNTOLD_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        if (System.getProperty(UNTOLD_SCHEMES) == null) {
            System.setProperty(UNTOLD_SCHEMES, "");
        }
    }

    private final Connection connection;
    private final Hosts hosts;
    private final HttpClient client;

    /** Connects to nothing yet. @throws IOException if the certificates cannot be read */
    public SearchClient(Connection connection) throws IOException {
        this.connection = connection;
        hosts = new Hosts(connection.hosts());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TO_CONNECT);
        if (connection.authority().isPresent()) {
            builder.sslContext(Certificates.trusting(connection.authority().get()));
        }
        connection.proxy().map(Proxy::new).ifPresent(proxy -> {
            builder.proxy(proxy.selector());
            proxy.authenticator().ifPresent(builder::authenticator);
        });
        client = builder.build();
    }

    /**
     * Sends a call until it is answered.
     *
     * @throws SearchException if no attempt was answered; whether one had its effect is not known
     * @throws AnswerTooLargeException if the answer is longer than the call allows
     */
    public Answer send(Call call) throws IOException {
        boolean maybeDone = false;
        for (int attempt = 1; ; attempt++) {
            URI host = hosts.current();
            boolean last = attempt >= connection.retries().attempts();
            Duration least = Duration.ZERO;
            try {
                Answer answer = attempt(call, host, maybeDone);
                least = Waiting.asked(answer);
                if (last
                        || !PASSING.contains(answer.status())
                        || least.compareTo(connection.retries().longest()) > 0) {
                    return answer;
                }
                maybeDone = true;
            } catch (InterruptedIOException | AnswerTooLargeException e) {
                throw e;
            } catch (IOException e) {
                maybeDone |= !neverSent(e);
                if (last) {
                    throw unanswered(call, host, attempt, maybeDone, e);
                }
            }
            hosts.failed(host);
            pause(attempt, least);
        }
    }

    /**
     * Waits as after a failed attempt.
     *
     * @param failed how many failed so far, at least one
     */
    public void pause(int failed) throws InterruptedIOException {
        pause(failed, Duration.ZERO);
    }

    private void pause(int failed, Duration least) throws InterruptedIOException {
        Duration pause = connection.retries().pause(failed, ThreadLocalRandom.current());
        sleep(pause.compareTo(least) < 0 ? least : pause);
    }

    private Answer attempt(Call call, URI host, boolean repeated) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.at(host))
                .header("Accept", "application/json")
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        if (call.body().length > 0) {
            request.header("Content-Type", "application/json");
        }
        connection.credentials().header().ifPresent(value -> request.header("Authorization", value));
        HttpResponse<byte[]> response = exchange(request.build(), call);
        return new Answer(
                call,
                host,
                connection.settings(),
                response.statusCode(),
                response.headers().map(),
                response.body(),
                repeated);
    }

    /** The client's own timeout ends with the head of the answer; this one with its last byte. */
    private HttpResponse<byte[]> exchange(HttpRequest request, Call call) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(
                request,
                head -> new BoundedBody(
                        call, head.headers().firstValueAsLong("content-length").orElse(0)));
        try {
            return future.get(connection.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new HttpTimeoutException(
                    "no answer for " + connection.timeout().toSeconds() + " s");
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static boolean neverSent(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    private SearchException unanswered(Call call, URI host, int attempts, boolean maybeDone, IOException failure) {
        return new SearchException(
                host + " does not answer " + call + " (" + reason(failure) + ", attempt " + attempts + "). "
                        + (maybeDone && call.changes() ? "Whether it was done is not known. " : "")
                        + (failure instanceof SSLException
                                ? "Check that the server speaks TLS, and that its certificate is one that 'ca_file' of "
                                        + connection.settings() + ", or the platform, trusts"
                                : "Check 'url' and 'proxy' of " + connection.settings()
                                        + ", and that the cluster is up"),
                failure);
    }

    /** The JDK's client says nothing of why it could not connect. */
    private static String reason(IOException failure) {
        if (failure.getMessage() != null) {
            return failure.getMessage();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "there is no host of this name";
            }
        }
        return failure instanceof ConnectException
                ? "it refuses the connection"
                : failure.getClass().getSimpleName();
    }

    private static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while a cluster was asked");
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
