package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("what it does works, whatever its thread would keep to itself")
    void works() {
        assertThatCode(WarmUp::run).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("a lake that is opened meanwhile waits for it, and makes nothing of its own")
    void aLakeWaitsForIt() throws Exception {
        Lake.warmUp();
        Lake.warmUp();
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS)) {
            lake.catalog().open();
            assertThat(lake.tables()).isEmpty();
        }
    }
}
