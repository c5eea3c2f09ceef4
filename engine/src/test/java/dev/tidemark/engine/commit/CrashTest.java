package dev.tidemark.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.Faults;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CrashTest {
    @Test
    void withoutAnyFaultEachRowIsStoredOnce() throws IOException {
        Scene scene = new Scene(Scene.Twist.NONE);
        scene.collect(4, Faults.none());
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.collect(4, Faults.none());
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.grow();
        scene.collect(4, Faults.none());
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }
}
