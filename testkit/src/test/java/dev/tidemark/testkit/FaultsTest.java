package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final byte[] CONTENT = "x".getBytes(UTF_8);

    private final MemoryBlobs blobs = new MemoryBlobs();

    @Test
    void aCallFailsBeforeItsEffect() throws IOException {
        FaultyBlobs faulty = new FaultyBlobs(blobs, new Faults(2, Faults.Kind.FAIL_BEFORE));
        faulty.write("a", CONTENT);

        assertThatThrownBy(() -> faulty.write("b", CONTENT)).hasMessage("injected: call 2 had no effect");
        assertThat(blobs.names("")).containsExactly("a");
        faulty.write("c", CONTENT);
        assertThat(blobs.names("")).containsExactly("a", "c");
    }

    @Test
    void aCallFailsAfterItsEffect() {
        FaultyBlobs faulty = new FaultyBlobs(blobs, new Faults(1, Faults.Kind.FAIL_AFTER));

        assertThatThrownBy(() -> faulty.write("a", CONTENT)).hasMessage("injected: call 1 had its effect");
        assertThat(blobs.names("")).containsExactly("a");
    }

    @Test
    void afterDeathNoCallHasAnEffect() {
        for (Faults.Kind kind : new Faults.Kind[] {Faults.Kind.KILL_BEFORE, Faults.Kind.KILL_AFTER}) {
            Faults faults = new Faults(1, kind);
            FaultyBlobs faulty = new FaultyBlobs(blobs, faults);

            assertThatThrownBy(() -> faulty.write(kind.name(), CONTENT)).isInstanceOf(Faults.Killed.class);
            assertThatThrownBy(() -> faulty.write("later", CONTENT)).isInstanceOf(Faults.Killed.class);
            assertThat(faults.struck()).isTrue();
        }
        assertThat(blobs.names("")).containsExactly("KILL_AFTER");
    }

    @Test
    void oneCounterNumbersTheCallsOfAllThatShareIt() throws IOException {
        Faults faults = Faults.none();
        new FaultyBlobs(blobs, faults).names("");
        new FaultyStateStore(new MemoryStateStore(), faults).keys("");
        new FaultySink(new MemorySink(), faults).published("web");

        assertThat(faults.calls()).isEqualTo(3);
        assertThat(faults.struck()).isFalse();
    }
}
