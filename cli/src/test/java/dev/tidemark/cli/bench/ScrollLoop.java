package dev.tidemark.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code URL INDEX SIZE}: reads an index as a plain scroll does and throws the documents away; prints how many. */
final class ScrollLoop {
    private static final Pattern SCROLL = Pattern.compile("\"_scroll_id\":\"([^\"]+)\"");
    private static final byte[] HIT = "\"_source\":".getBytes(US_ASCII);
    private static final int HEAD = 4096;

    private ScrollLoop() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI url = URI.create(arguments[0]);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            byte[] page = post(
                    http,
                    url.resolve("/" + arguments[1] + "/_search?scroll=1m"),
                    "{\"size\":" + arguments[2] + ",\"sort\":[\"_doc\"]}");
            long all = 0;
            for (int found = documents(page); found > 0; found = documents(page)) {
                all += found;
                Matcher scroll = SCROLL.matcher(new String(page, 0, Math.min(page.length, HEAD), UTF_8));
                if (!scroll.find()) {
                    throw new IOException("the answer has no scroll id");
                }
                page = post(
                        http,
                        url.resolve("/_search/scroll"),
                        "{\"scroll\":\"1m\",\"scroll_id\":\"" + scroll.group(1) + "\"}");
            }
            System.out.println(all);
        }
    }

    private static byte[] post(HttpClient http, URI uri, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + ": " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return answer.body();
    }

    /** By their number of sources: nothing else of them is looked at. */
    private static int documents(byte[] page) {
        int found = 0;
        for (int at = 0; at <= page.length - HIT.length; at++) {
            if (page[at] == '"' && matches(page, at)) {
                found++;
                at += HIT.length - 1;
            }
        }
        return found;
    }

    private static boolean matches(byte[] page, int at) {
        for (int i = 0; i < HIT.length; i++) {
            if (page[at + i] != HIT[i]) {
                return false;
            }
        }
        return true;
    }
}
