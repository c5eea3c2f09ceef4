package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What collectors left in the journal without a claim. */
class JournalSweepTest {
    private final Scene scene = new Scene(Scene.Twist.NONE);

    @BeforeEach
    void collect() throws IOException {
        scene.collect(4);
        scene.grow();
    }

    @Test
    @DisplayName("position-never-ahead-of-rows: wherever a collector dies, only what it did not claim is swept")
    void whatADeadCollectorDidNotClaim() throws IOException {
        int swept = 0;
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene one = new Scene(Scene.Twist.NONE);
            one.collect(4);
            one.grow();
            Faults faults = new Faults(call, Faults.Kind.KILL_AFTER);
            Throwable unused = catchThrowable(() -> one.collect(2, faults));
            swept += sweep(one, name -> true);

            one.collectInTheEnd(4, Faults.none());
            assertThat(one.visible()).as(faults.toString()).isEqualTo(one.expected());
            assertThat(sweep(one, name -> true)).isZero();
            new SourceState(Scene.NAME, one.store, one.blobs, one.sink, Scene.clock()).rewind(1);
            struck = faults.struck();
        }
        assertThat(swept).isPositive();
    }

    @Test
    void whatIsYoungMayStillBeClaimed() throws IOException {
        byte[] manifest = scene.blobs.read(scene.blobs.names("manifests/").getLast());
        scene.blobs.write("manifests/web/000000000001-loser.json", manifest);
        scene.blobs.write("manifests/web/000000000099-prepared.json", manifest);
        scene.blobs.write("accounts/web/000000000001-loser.jsonl.gz", "x".getBytes(UTF_8));
        List<String> before = names();

        assertThat(sweep(scene, name -> !name.contains("loser") && !name.contains("prepared")))
                .isZero();
        assertThat(names()).isEqualTo(before);
        assertThat(sweep(scene, name -> true)).isEqualTo(3);
        assertThat(names()).hasSize(before.size() - 3).noneMatch(name -> name.contains("loser"));
        scene.collect(4);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    void withoutTheRegisterNothingIsSwept() throws IOException {
        byte[] manifest = scene.blobs.read(scene.blobs.names("manifests/").getLast());
        scene.blobs.write("manifests/web/000000000099-prepared.json", manifest);
        StateStore.Entry older = scene.store.load(Register.key(Scene.NAME)).orElseThrow();
        scene.collect(4);
        List<String> before = names();

        Documents.remove(scene.store, Register.key(Scene.NAME));
        assertThat(sweep(scene, name -> true)).isZero();
        scene.store.save(Register.key(Scene.NAME), StateStore.ABSENT, older.value());
        assertThat(sweep(scene, name -> true))
                .as("a register that went back in time")
                .isZero();
        assertThat(names()).isEqualTo(before);
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>(scene.blobs.names("manifests/"));
        names.addAll(scene.blobs.names("accounts/"));
        return names;
    }

    private static int sweep(Scene scene, JournalSweep.Age age) throws IOException {
        return new JournalSweep(scene.blobs, scene.sink, age).sweep(Scene.NAME, scene.store);
    }
}
