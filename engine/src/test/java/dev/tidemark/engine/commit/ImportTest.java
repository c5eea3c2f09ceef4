package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A state that is taken out and brought in: byte for byte where it may be, and never a row twice or not at all. */
class ImportTest {
    private final Scene scene = new Scene(Scene.Twist.NONE);

    @Test
    void whatIsTakenOutAndBroughtInIsTheSameByteForByte() throws IOException {
        scene.collect(3);
        Map<String, String> values = Keeping.values(scene.store);
        SourceExport export = throughAFile(Keeping.of(scene).export().orElseThrow());
        Keeping.clear(scene.store);
        StateImport plan = Keeping.of(scene).bring(export);
        assertThat(plan.way()).isEqualTo(StateImport.Way.PUT_BACK);
        plan.run();

        assertThat(Keeping.values(scene.store)).isEqualTo(values);
        assertThat(Keeping.of(scene).bring(export).way()).isEqualTo(StateImport.Way.NOTHING);
        collectOn(scene);
    }

    @Test
    @DisplayName("older-savepoint: what was published after the export is taken up")
    void whatWasPublishedAfterTheExportIsTakenUp() throws IOException {
        for (int call = 33; call < 80; call += 3) {
            Scene other = new Scene(Scene.Twist.NONE);
            try {
                other.collect(2, new Faults(call, Faults.Kind.KILL_BEFORE));
            } catch (Faults.Killed e) {
                // what was claimed until then is exported
            }
            SourceExport export = throughAFile(Keeping.of(other).export().orElseThrow());
            other.grow();
            other.collect(2);
            Keeping.clear(other.store);
            StateImport plan = Keeping.of(other).bring(export);
            assertThat(plan.unknown()).isZero();
            assertThat(plan.caughtUp()).isPositive();
            plan.run();

            other.collect(4);
            assertThat(other.visible())
                    .as("exported at call " + call)
                    .filteredOn(row -> !row.equals("never")) // that time was complete is not told by claims
                    .isEqualTo(other.expected());
        }
    }

    @Test
    void anOlderStateIsNotBroughtInWhereALaterOneIs() throws IOException {
        scene.collect(3);
        SourceExport older = Keeping.of(scene).export().orElseThrow();
        scene.grow();
        scene.collect(3);
        StateImport plan = Keeping.of(scene).bring(older);
        plan.run();

        assertThat(plan.way()).isEqualTo(StateImport.Way.OLDER);
        scene.collect(3);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    void aStateIsTakenToAnotherLake() throws IOException {
        scene.collect(3);
        SourceExport export = Keeping.of(scene).export().orElseThrow();
        Scene other = new Scene(Scene.Twist.NONE);
        StateImport plan = Keeping.of(other).bring(export);
        assertThat(plan.elsewhere()).isEqualTo(export.claim());
        plan.run();
        other.collect(3);
        assertThat(other.visible()).isEmpty();

        other.grow();
        other.collect(3);
        assertThat(other.visible()).containsExactly("half-done", "more", "next", "t2");
        assertThat(other.sink.published(Scene.NAME).orElseThrow()).isGreaterThan(export.claim());
        assertThat(Keeping.of(other).states(export.claim())).hasSize(2);
    }

    @Test
    void aStateOfAnotherHistoryTakesThePlaceOfWhatIsCountedByAClaim() throws IOException {
        Scene other = new Scene(Scene.Twist.NONE);
        other.grow();
        other.collect(2);
        SourceExport foreign = Keeping.of(other).export().orElseThrow();
        scene.collect(3);
        long before = Keeping.of(scene).claim();
        scene.grow();
        StateImport plan = Keeping.of(scene).bring(foreign);
        assertThat(plan.way()).isEqualTo(StateImport.Way.CLAIM);
        plan.run();
        scene.collect(3);
        assertThat(scene.visible()).doesNotContain("more", "next");

        Keeping.of(scene).rewind(before);
        scene.collect(3);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }

    @Test
    void whatALakeCannotTellIsSaidToBeUnknown() throws IOException {
        scene.collect(3);
        SourceExport older = Keeping.of(scene).export().orElseThrow();
        scene.grow();
        scene.collect(1);
        long now = Keeping.of(scene).claim();
        for (String name : scene.blobs.names("manifests/")) {
            scene.blobs.delete(name);
        }
        Keeping.clear(scene.store);
        StateImport plan = Keeping.of(scene).bring(older);
        assertThat(plan.unknown()).isEqualTo(now - older.claim()).isPositive();
        plan.run();

        scene.collect(3);
        List<String> twice = new ArrayList<>(scene.expected());
        twice.addAll(List.of("half-done", "more", "next", "t2"));
        assertThat(scene.visible()).isEqualTo(twice.stream().sorted().toList());
    }

    @Test
    void aFaultAtEveryCallOfAnImportIsMadeGoodByDoingItAgain() throws IOException {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Scene other = new Scene(Scene.Twist.NONE);
                other.collect(3);
                SourceExport export = Keeping.of(other).export().orElseThrow();
                Keeping.put(other.store, "web/claims", "damaged".getBytes(UTF_8));
                struck = Keeping.twice(
                        other,
                        new Faults(call, kind),
                        state -> state.bring(export).run());
                collectOn(other);
            }
        }
    }

    @Test
    void whoCollectsAfterAnImportBrokeOffIsToldOrCollectsNothingTwice() throws IOException {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Scene other = new Scene(Scene.Twist.NONE);
            other.collect(3);
            SourceExport export = Keeping.of(other).export().orElseThrow();
            Keeping.delete(other.store, "web/claims");
            Faults faults = new Faults(call, Faults.Kind.KILL_AFTER);
            try {
                Keeping.of(other, faults).bring(export).run();
            } catch (Faults.Killed e) {
                // what a collector finds then
            }
            struck = faults.struck();
            try {
                other.collect(3);
            } catch (CorruptStateException e) {
                assertThat(e).hasMessageContaining("state import");
            }
            assertThat(other.visible()).as("killed at call " + call).isEqualTo(other.expected());
        }
    }

    @Test
    @DisplayName("torn-state-file: an export that is cut or changed anywhere is refused")
    void anExportThatIsCutOrChangedIsRefused() throws IOException {
        scene.collect(3);
        byte[] file = StateArchive.encode(List.of(Keeping.of(scene).export().orElseThrow()));
        for (int end = 0; end < file.length; end++) {
            byte[] cut = Arrays.copyOf(file, end);
            assertThatThrownBy(() -> StateArchive.decode("copy.json", cut))
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContainingAll("copy.json", "Nothing was changed");
        }
        byte[] changed = file.clone();
        changed[file.length / 2] ^= 1;
        assertThatThrownBy(() -> StateArchive.decode("copy.json", changed)).isInstanceOf(CorruptStateException.class);
    }

    @Test
    @DisplayName("new-field-old-state: an export of a newer version, or of something else, is refused")
    void anExportOfANewerVersionIsRefused() {
        assertRefused("its format is 'backup'", "{\"format\":\"backup\",\"a\":1}");
        assertRefused("version 2", "{\"format\":\"tidemark-state\",\"format_version\":2}");
        assertRefused("'sources' should be", "{\"format\":\"tidemark-state\",\"format_version\":1,\"b\":[]}");
        assertRefused("a source", "{\"format\":\"tidemark-state\",\"format_version\":1,\"sources\":[1]}");
        assertRefused(
                "the register of 'web' in it: its checksum",
                "{\"format\":\"tidemark-state\",\"format_version\":1,\"sources\":[{\"source\":\"web\","
                        + "\"register\":{\"a\":1},\"documents\":[],\"records\":[]}]}");
    }

    private static void assertRefused(String reason, String object) {
        byte[] file = Sealed.seal(object.getBytes(UTF_8));
        assertThatThrownBy(() -> StateArchive.decode("copy.json", file))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("copy.json", reason);
    }

    private static SourceExport throughAFile(SourceExport export) throws IOException {
        return StateArchive.decode("copy.json", StateArchive.encode(List.of(export)))
                .getFirst();
    }

    private static void collectOn(Scene scene) throws IOException {
        scene.collect(3);
        assertThat(scene.visible()).isEqualTo(scene.expected());
        scene.grow();
        scene.collect(3);
        assertThat(scene.visible()).isEqualTo(scene.expected());
    }
}
