package dev.tidemark.elastic.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request. Whoever makes one knows that it may be sent more than once.
 *
 * @param path    percent-encoded
 * @param body    JSON; none if it is empty
 * @param longest how many bytes an answer may have
 */
@SuppressWarnings("ArrayRecordComponent")
public record Call(String method, String path, Map<String, String> parameters, byte[] body, int longest) {
    /** More than a cluster takes in a request, so as good as any document. */
    private static final int LONGEST = 1 << 30;

    public static Call get(String... segments) {
        return of("GET", segments);
    }

    public static Call post(String... segments) {
        return of("POST", segments);
    }

    public static Call put(String... segments) {
        return of("PUT", segments);
    }

    public static Call delete(String... segments) {
        return of("DELETE", segments);
    }

    private static Call of(String method, String... segments) {
        String path = Arrays.stream(segments).map(Call::encoded).collect(Collectors.joining("/", "/", ""));
        return new Call(method, path, Map.of(), new byte[0], LONGEST);
    }

    public Call with(String parameter, String value) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(parameter, value);
        return new Call(method, path, all, body, longest);
    }

    /** @param json is not copied */
    public Call with(byte[] json) {
        return new Call(method, path, parameters, json, longest);
    }

    public Call with(String json) {
        return with(json.getBytes(UTF_8));
    }

    /** This, answered by an {@link AnswerTooLargeException} if the answer has more bytes. */
    public Call atMost(int bytes) {
        return new Call(method, path, parameters, body, bytes);
    }

    /** Whether it may change something. */
    boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD") && !path.endsWith("/_search");
    }

    /** Where it goes to at a host. */
    URI at(URI host) {
        String base = host.toString();
        String query = parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + path
                + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** For messages: method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
