package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A workspace and a folder of logs beside it. */
final class Trial {
    /** What a collection says at its end. */
    record Ended(int status, String summary, Result result) {
        /** A figure of the summary. */
        long figure(String name) {
            Matcher number = Pattern.compile('"' + name + "\":(\\d+)").matcher(summary);
            assertThat(number.find()).as(name + " in " + summary).isTrue();
            return Long.parseLong(number.group(1));
        }
    }

    private final Path logs;
    private final Path workspace;
    private final Cli cli;

    Trial(Path folder) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        logs = Files.createDirectories(real.resolve("logs"));
        workspace = Files.createDirectories(real.resolve("workspace"));
        cli = new Cli(workspace);
    }

    Path logs() {
        return logs;
    }

    Path workspace() {
        return workspace;
    }

    /** Writes the configuration; {@code LOGS} stands for the folder of the logs. */
    Trial configured(String toml) throws IOException {
        Files.writeString(workspace.resolve("tidemark.toml"), toml.replace("LOGS", logs.toString()));
        return this;
    }

    Path write(String name, byte[] bytes) throws IOException {
        Path file = logs.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    Path write(String name, List<String> lines) throws IOException {
        return write(name, text(lines).getBytes(UTF_8));
    }

    void append(String name, String text) throws IOException {
        Files.writeString(logs.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Result run(String... words) {
        return cli.run(words);
    }

    Ended collect(String... more) {
        String[] words = Arrays.copyOf(new String[] {"collect", "--output", "json"}, 3 + more.length);
        System.arraycopy(more, 0, words, 3, more.length);
        Result result = cli.run(words);
        List<String> lines = result.out().lines().toList();
        return new Ended(result.status(), lines.isEmpty() ? "" : lines.getLast(), result);
    }

    /** Collects what must be all well; how many rows are new. */
    long rows(String... more) {
        Ended ended = collect(more);
        assertThat(ended.status()).as(ended.result().toString()).isEqualTo(Status.DONE);
        return ended.figure("stored");
    }

    /** The rows of an answer, as CSV without the heading. */
    List<String> query(String sql) {
        Result result = cli.run("query", sql, "--output", "csv");
        assertThat(result.status()).as(result.err()).isEqualTo(Status.DONE);
        return result.out().lines().skip(1).toList();
    }

    long number(String sql) {
        return Long.parseLong(query(sql).getFirst());
    }

    static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Requests with the paths {@code /from} to {@code /(to - 1)}, one a second from midnight of 2 June 2025 on. */
    static List<String> requests(int from, int to) {
        return IntStream.range(from, to).mapToObj(Trial::request).toList();
    }

    static String request(int i) {
        return "192.0.2.%d - - [%02d/Jun/2025:%02d:%02d:%02d +0000] \"GET /%d HTTP/1.1\" %d 10 \"-\" \"-\""
                .formatted(i % 5, 2 + i / 86_400, i / 3600 % 24, i / 60 % 60, i % 60, i, i % 10 == 0 ? 500 : 200);
    }

    static byte[] gzip(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text(lines).getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
