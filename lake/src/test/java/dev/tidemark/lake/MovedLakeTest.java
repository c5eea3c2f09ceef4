package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedLakeTest {
    @TempDir
    Path folder;

    private Path old;
    private Path now;

    @BeforeEach
    void publish() throws Exception {
        old = folder.resolve("old");
        now = folder.resolve("now");
        try (Lake lake = open(old);
                LakeSink sink = new LakeSink(lake)) {
            Logs.publish(sink, "web", 1);
        }
    }

    @Test
    void aMovedLakeSaysWhatToDo() throws Exception {
        Files.move(old, now);
        try (Lake lake = open(now)) {
            assertThatThrownBy(() -> LakeQuery.open(lake))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(old.toString())
                    .hasMessageContaining("move it back, or put a symbolic link at its old place");
        }
    }

    @Test
    void aMovedLakeWorksThroughALinkAtItsOldPlace() throws Exception {
        Files.move(old, now);
        Files.createSymbolicLink(old, now);
        try (Lake lake = open(now);
                LakeSink sink = new LakeSink(lake)) {
            Logs.publish(sink, "web", 2);
            assertThat(Logs.lines(lake)).containsExactlyInAnyOrder("web 1", "web 2");
        }
    }

    @Test
    void aCopyIsNotTakenForTheOriginal() throws Exception {
        try (Stream<Path> walk = Files.walk(old)) {
            List<Path> all = walk.toList();
            for (Path path : all) {
                Files.copy(path, now.resolve(old.relativize(path).toString()));
            }
        }
        try (Lake lake = open(now)) {
            assertThatThrownBy(() -> Logs.lines(lake))
                    .hasMessageContaining("its files are in " + old)
                    .hasMessageContaining("moved or copied");
        }
    }

    private static Lake open(Path folder) {
        return Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
    }
}
