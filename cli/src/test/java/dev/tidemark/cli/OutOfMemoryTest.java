package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryTest {
    private static final int COLUMNS = 8000;
    private static final int ROWS = 30;

    @TempDir
    Path folder;

    @Test
    @DisplayName("a heap that is too small ends the program, which says what to do and stores nothing in part")
    void tooSmall() throws Exception {
        Trial trial = new Trial(folder)
                .configured("""
                [sources.wide]
                table = "wide"
                config = { paths = ["LOGS"], settle = "0s" }
                [tables.wide]
                format = "jsonl.default"
                [tables.wide.columns]
                tp_timestamp = { source = "time" }
                """
                        + IntStream.range(0, COLUMNS)
                                .mapToObj(column -> "c" + column + " = \"varchar\"\n")
                                .collect(Collectors.joining()));
        for (int file = 0; file < 2; file++) {
            trial.write(file + ".jsonl", rows());
        }

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--workspace",
                        trial.workspace().toString(),
                        "collect",
                        "--workers",
                        "2",
                        "--chunk-size",
                        "1kB")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(Status.FAILED);
        assertThat(Files.readString(folder.resolve("out")))
                .contains("tidemark: out of memory while wide was collected into the table wide: the ")
                .contains("Give it more: TIDEMARK_JAVA_OPTS=-Xmx128m. Or let 'collect' do less at once: --workers 1")
                .doesNotContain("\tat ");

        assertThat(trial.rows("--workers", "1")).isEqualTo(2 * ROWS);
        assertThat(trial.query("select count(*), count(distinct tp_id), count(c7999) from wide"))
                .containsExactly("60,60,60");
    }

    private static List<String> rows() {
        String values = IntStream.range(0, COLUMNS)
                .mapToObj(column -> ",\"c" + column + "\":\"a value of column " + column + "\"")
                .collect(Collectors.joining());
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "{\"time\":\"2026-03-01T00:00:%02dZ\"".formatted(row) + values + "}")
                .toList();
    }
}
