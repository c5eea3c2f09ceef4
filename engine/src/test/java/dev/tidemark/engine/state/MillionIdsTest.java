package dev.tidemark.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionIdsTest {
    /** Two seconds are promised; of CPU, so that other work on the machine does not fail a test, and with a reserve. */
    private static final int MOST_MILLIS = 4000;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("state-grows-without-end: a million remembered ids are loaded, asked and saved in 256 MB of heap")
    void aMillionIdsNeedLittleTimeAndMemory() throws Exception {
        Path file = folder.resolve("state.json");
        fork("make", file);

        String figures = fork("run", file);

        System.out.print(figures);
        Matcher cpu = Pattern.compile("(\\d+) ms of CPU").matcher(figures);
        assertThat(cpu.find()).as(figures).isTrue();
        assertThat(Integer.parseInt(cpu.group(1))).as(figures).isLessThan(MOST_MILLIS);
    }

    private static String fork(String what, Path file) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionIds.class.getName(),
                        what,
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
