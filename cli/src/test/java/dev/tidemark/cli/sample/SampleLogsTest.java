package dev.tidemark.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.sample.SampleLogs.Size;
import dev.tidemark.cli.sample.SampleLogs.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLogsTest {
    private static final Instant START = Instant.parse("2025-06-02T00:00:00Z");
    private static final Size SMALL = new Size(2, 2, 2, 8, 40);

    @TempDir
    Path folder;

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Map<String, byte[]> once = everything(folder.resolve("a"), 7);
        Map<String, byte[]> again = everything(folder.resolve("b"), 7);
        Map<String, byte[]> other = everything(folder.resolve("c"), 8);

        assertThat(again.keySet()).isEqualTo(once.keySet());
        assertThat(again).allSatisfy((name, bytes) -> assertThat(bytes).isEqualTo(once.get(name)));
        assertThat(other.keySet()).isNotEqualTo(once.keySet());
    }

    @Test
    void saysHowManyRowsItWrote() throws IOException {
        Written events = new SampleLogs(START, 1).cloudTrail(folder.resolve("ct"), SMALL);
        Written flows = new SampleLogs(START, 1).flowLogs(folder.resolve("vpc"), SMALL);
        Written requests = new SampleLogs(START, 1).nginx(folder.resolve("web"), 3, 500);

        assertThat(events.files()).isEqualTo(64);
        assertThat(events.rows()).isEqualTo(count("ct", "\"eventID\""));
        assertThat(flows.rows()).isEqualTo(count("vpc", "\n") - flows.files());
        assertThat(requests.rows()).isEqualTo(count("web", "\n"));
        assertThat(folder.resolve("web")).isDirectoryContaining("glob:**/access.log.2.gz");
    }

    @Test
    void theStrangerIsInEveryLog() throws IOException {
        everything(folder, 1);

        assertThat(count("ct", Cast.INTRUDER)).isEqualTo(47);
        assertThat(count("vpc", Cast.INTRUDER)).isEqualTo(250);
        assertThat(count("web", Cast.INTRUDER)).isPositive();
    }

    private static Map<String, byte[]> everything(Path into, long seed) throws IOException {
        SampleLogs logs = new SampleLogs(START, seed);
        logs.cloudTrail(into.resolve("ct"), SMALL);
        logs.flowLogs(into.resolve("vpc"), SMALL);
        logs.nginx(into.resolve("web"), 3, 500);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(into).filter(Files::isRegularFile)) {
            for (Path file : all.toList()) {
                files.put(into.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private long count(String part, String text) throws IOException {
        long found = 0;
        try (Stream<Path> all = Files.walk(folder.resolve(part)).filter(Files::isRegularFile)) {
            for (Path file : all.toList()) {
                found += text(file).split(text, -1).length - 1;
            }
        }
        return found;
    }

    private static String text(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
