package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.cli.OtherCollector.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Another collector that has read logs, and a workspace with a source {@code web} that is to go on. */
final class TakeoverTrial {
    private final Trial trial;
    private final Path home;
    private final Map<Path, Long> offsets = new LinkedHashMap<>();
    private List<String> delivered = List.of();
    private Path remembered = Path.of("");

    TakeoverTrial(Trial trial, Path home) throws IOException {
        this.trial = trial;
        this.home = Files.createDirectories(home);
    }

    /** The other collector delivers the first lines of a file. */
    void read(Path file, int lines) throws IOException {
        readBytes(file, Trial.text(Files.readAllLines(file).subList(0, lines)).length());
    }

    /** The other collector reads up to a byte, and delivers the lines that end before. */
    void readBytes(Path file, long offset) {
        offsets.put(file, offset);
    }

    /** The other collector stops; where its positions are. */
    Path stop(OtherCollector other) throws IOException {
        stopWithoutLines(other);
        delivered = OtherCollector.lines(offsets);
        return remembered;
    }

    /** The same of files that cannot be read by lines as they are. */
    Path stopWithoutLines(OtherCollector other) throws IOException {
        List<Read> read = new ArrayList<>();
        for (Map.Entry<Path, Long> each : offsets.entrySet()) {
            read.add(Read.of(each.getKey(), each.getValue()));
        }
        remembered = other.remember(home, read);
        return remembered;
    }

    /** The other collector remembers what is in a file. */
    void remembers(Path file) {
        remembered = file;
    }

    /** A registry of Filebeat with this log. */
    Path registry(String log) throws IOException {
        return Files.writeString(home.resolve("log.json"), log);
    }

    /** What it has delivered is this. */
    void delivered(List<String> lines) {
        delivered = lines;
    }

    Result run(String... more) {
        List<String> words = new ArrayList<>(
                List.of("state", "import", remembered.toString(), "--source", "web", "--output", "json"));
        words.addAll(List.of(more));
        return trial.run(words.toArray(String[]::new));
    }

    void imported() {
        Result result = run("--yes");
        assertThat(result.status()).as(result.toString()).isZero();
    }

    /**
     * Both have everything, and nothing both.
     *
     * @param ranges of requests that were ever written, each from one on and before another
     */
    void assertEverythingOnce(int... ranges) {
        trial.rows();
        List<String> all = new ArrayList<>(delivered.stream()
                .map(line -> line.replaceAll(".*\"GET (\\S+) .*", "$1"))
                .toList());
        all.addAll(trial.query("select request_uri from nginx_access_log"));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ranges.length; i += 2) {
            IntStream.range(ranges[i], ranges[i + 1]).forEach(each -> expected.add("/" + each));
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(trial.rows()).isZero();
        Result verified = trial.run("verify");
        assertThat(verified.status()).as(verified.out()).isZero();
    }

    /** A line of the output. */
    static String row(String effect, Path file, long from, long bytes) {
        return "\"effect\":\"" + effect + "\",\"what\":\"" + file + "\",\"from_byte\":" + from + ",\"bytes\":" + bytes;
    }

    static String row(String effect, Path file, long from) {
        return row(effect, file) + ",\"from_byte\":" + from;
    }

    static String row(String effect, Path file) {
        return "\"effect\":\"" + effect + "\",\"what\":\"" + file + "\"";
    }
}
