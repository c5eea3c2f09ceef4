package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Cli.Result;
import dev.tidemark.cli.OtherCollector.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another collector had collected is not collected again, and the rest is: against real files and a real lake. */
class TakeoverTest {
    @TempDir
    Path folder;

    private Trial trial;
    private Path remembered;
    private final Map<Path, Long> offsets = new LinkedHashMap<>();

    @BeforeEach
    void configure() throws IOException {
        trial = new Trial(folder).configured("""
                [sources.web]
                table = "nginx_access_log"
                config = { paths = ["LOGS"], settle = "0s" }
                """);
    }

    @ParameterizedTest
    @EnumSource(OtherCollector.class)
    @DisplayName("positions-taken-over: what one collector has and what the other stores are everything, once")
    void everythingOnce(OtherCollector other) throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path older = trial.write("access.log.1", Trial.requests(100, 120));
        Path same = trial.write("app/access.log", Trial.requests(200, 240));
        trial.write("app/never.log", Trial.requests(300, 305));
        read(log, 12);
        read(older, 20);
        read(same, 40);
        List<String> delivered = stop(other);

        String before = Files.readString(remembered.getParent().resolve("x"));
        Result would =
                trial.run("state", "import", remembered.toString(), "--source", "web", "--dry-run", "--output", "json");
        assertThat(would.status()).as(would.err()).isZero();
        assertThat(trial.workspace().resolve("state/web/streams")).doesNotExist();
        assertThat(would.out())
                .contains(row("would continue", log, bytes(12), Files.size(log) - bytes(12)))
                .contains("\"effect\":\"would skip\",\"what\":\"" + older)
                .contains("\"effect\":\"would skip\",\"what\":\"" + same)
                .contains("\"what\":\"" + trial.logs().resolve("app/never.log") + "\",\"from_byte\":0");

        imported();
        assertEverythingOnce(delivered, 0, 30, 100, 120, 200, 240, 300, 305);
        assertThat(before).isEqualTo("untouched");
    }

    @ParameterizedTest
    @EnumSource(OtherCollector.class)
    @DisplayName("positions-taken-over: also if logs were rotated, and written to, after the other collector stopped")
    void everythingOnceAfterRotation(OtherCollector other) throws IOException {
        Path log = trial.write("access.log", Trial.requests(0, 30));
        Path older = trial.write("access.log.1", Trial.requests(100, 120));
        read(log, 12);
        read(older, 20);
        List<String> delivered = stop(other);
        trial.append("access.log", Trial.text(Trial.requests(30, 33)));
        Files.move(older, trial.logs().resolve("access.log.2"));
        Files.move(log, older);
        trial.write("access.log", Trial.requests(400, 480));

        imported();
        trial.append("access.log", Trial.text(Trial.requests(480, 485)));
        assertThat(trial.rows()).isEqualTo(33 - 12 + 85);
        Files.move(older, trial.logs().resolve("access.log.3"), StandardCopyOption.REPLACE_EXISTING);
        assertEverythingOnce(delivered, 0, 33, 100, 120, 400, 485);
    }

    private void read(Path file, int lines) throws IOException {
        offsets.put(file, (long)
                Trial.text(Files.readAllLines(file).subList(0, lines)).length());
    }

    /** The other collector stops: what it has delivered. */
    private List<String> stop(OtherCollector other) throws IOException {
        Path home = Files.createDirectories(folder.resolve("other"));
        List<Read> read = new ArrayList<>();
        for (Map.Entry<Path, Long> each : offsets.entrySet()) {
            read.add(Read.of(each.getKey(), each.getValue()));
        }
        remembered = other.remember(home, read);
        Files.writeString(remembered.getParent().resolve("x"), "untouched");
        return OtherCollector.lines(offsets);
    }

    private void imported() {
        Result result = trial.run("state", "import", remembered.toString(), "--source", "web", "--yes");
        assertThat(result.status()).as(result.toString()).isZero();
    }

    /** @param ranges of requests that were ever written, each from one on and before another */
    private void assertEverythingOnce(List<String> delivered, int... ranges) {
        trial.rows();
        List<String> all = new ArrayList<>(
                delivered.stream().map(line -> line.split(" ")[6]).toList());
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

    private static String row(String effect, Path file, long from, long bytes) {
        return "\"effect\":\"" + effect + "\",\"what\":\"" + file + "\",\"from_byte\":" + from + ",\"bytes\":" + bytes;
    }

    private static long bytes(int lines) {
        return Trial.text(Trial.requests(0, lines)).length();
    }
}
