package dev.tidemark.cli.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One API operation and what CloudTrail says of it.
 *
 * @param weight    how often it is called, compared with the others
 * @param source    the service, as in {@code s3.amazonaws.com}
 * @param reads     whether it only reads
 * @param data      whether it is a data event and not a management event
 * @param rest      the members of the event that are the operation's own
 */
record ApiCall(int weight, String source, String name, boolean reads, boolean data, Template rest) {
    /** The calls of a resource, each as often as it weighs: a random one is a fair one. */
    static ApiCall[] load(String resource) {
        List<ApiCall> calls = new ArrayList<>();
        for (String line : text(resource).lines().toList()) {
            if (!line.startsWith("#") && !line.isBlank()) {
                ApiCall call = parse(line);
                for (int i = 0; i < call.weight; i++) {
                    calls.add(call);
                }
            }
        }
        return calls.toArray(ApiCall[]::new);
    }

    private static ApiCall parse(String line) {
        String[] words = line.trim().split(" +", 5);
        return new ApiCall(
                Integer.parseInt(words[0]),
                words[1] + ".amazonaws.com",
                words[2],
                words[3].startsWith("read"),
                words[3].endsWith("data"),
                Template.of(words[4]));
    }

    private static String text(String resource) {
        try (InputStream in = ApiCall.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing beside " + ApiCall.class);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
