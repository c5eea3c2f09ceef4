package dev.tidemark.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornFileTest {
    private static final String KEY = "web/claims";
    private static final byte[] OLD = value("old");
    private static final byte[] NEW = value("new");

    @TempDir
    private Path folder;

    private FileStateStore store;
    private Path file;
    private Path previous;
    private String version;

    @BeforeEach
    void saveTwoGenerations() throws IOException {
        store = new FileStateStore(folder);
        version = store.save(KEY, store.save(KEY, StateStore.ABSENT, OLD), NEW);
        file = folder.resolve("web/claims.json");
        previous = folder.resolve("web/claims.json.previous");
    }

    @Test
    @DisplayName("torn-state-file: cut at every byte it is refused, and the command in the message repairs it")
    void aFileCutAnywhereIsRefusedAndRepairedByTheCommandTold() throws IOException {
        String command = "cp '" + previous + "' '" + file + "'";
        for (int length = 0; length < NEW.length; length++) {
            Files.write(file, Arrays.copyOf(NEW, length));

            assertThatThrownBy(() -> store.load(KEY))
                    .as("cut after %s bytes", length)
                    .isInstanceOf(CorruptStateException.class)
                    .hasMessageContainingAll(file.toString(), length + " bytes", command)
                    .hasMessageContainingAll("tidemark state import", "tidemark state reset web");
        }
        Files.copy(previous, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(OLD);
    }

    @Test
    void aFileWithAChangedByteIsRefused() throws IOException {
        for (int at = 0; at < NEW.length; at++) {
            byte[] changed = NEW.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThatThrownBy(() -> store.load(KEY)).as("byte %s", at).isInstanceOf(CorruptStateException.class);
        }
    }

    @Test
    void aTornFileIsNotSavedOver() throws IOException {
        Files.write(file, Arrays.copyOf(NEW, 5));

        assertThatThrownBy(() -> store.save(KEY, version, value("newer"))).isInstanceOf(CorruptStateException.class);
        assertThatThrownBy(() -> store.delete(KEY, version)).isInstanceOf(CorruptStateException.class);
        assertThat(previous).hasBinaryContent(OLD);
    }

    @Test
    void aTornFileCanBeRemovedOnPurpose() throws IOException {
        assertThatThrownBy(() -> store.delete(KEY, StateStore.ABSENT)).isInstanceOf(StaleStateException.class);
        Files.write(file, Arrays.copyOf(NEW, 5));
        store.delete(KEY, StateStore.ABSENT);

        assertThat(store.load(KEY)).isEmpty();
        assertThat(folder.resolve("web")).isDirectoryNotContaining("glob:**json*");
    }

    @Test
    void whereThePreviousGenerationIsDamagedTooItIsNotOffered() throws IOException {
        Files.write(file, new byte[0]);
        Files.write(previous, new byte[0]);

        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("no whole previous generation")
                .hasMessageNotContaining("cp '");
    }

    @Test
    @DisplayName("missing-is-not-broken: a file that went alone is not taken for nothing collected")
    void aFileThatIsGoneWhileItsPreviousGenerationIsThereIsRefused() throws IOException {
        Files.delete(file);

        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll(file.toString(), "it is gone");
        assertThat(previous).hasBinaryContent(OLD);
    }

    @Test
    @DisplayName("missing-is-not-broken, registry-wiped-by-transient-error: what cannot be read is not absent")
    void whatCannotBeReadIsNotAbsent() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        assertThatIOException().isThrownBy(() -> store.load(KEY));

        Files.writeString(folder.resolve("api"), "a file where a folder should be");
        assertThatIOException().isThrownBy(() -> store.load("api/claims"));
    }

    @Test
    void whatADeadProcessLeftOverDoesNotMatter() throws IOException {
        Path temp = folder.resolve("web/claims.json.tmp");
        Files.write(temp, Arrays.copyOf(NEW, 9));
        Files.write(folder.resolve("web/claims.json.previous.tmp"), OLD);

        store.save(KEY, version, value("newer"));
        assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(value("newer"));
        assertThat(store.keys("")).containsExactly(KEY);
        assertThat(folder.resolve("web")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFullDiskLeavesTheOldValue() throws IOException {
        StateStore full = new FileStateStore(folder, new Disk() {
            @Override
            void write(Path temp, byte[] content) throws IOException {
                super.write(temp, Arrays.copyOf(content, 7));
                throw new IOException("No space left on device");
            }
        });

        assertThatIOException()
                .isThrownBy(() -> full.save(KEY, version, value("newer")))
                .withMessage("No space left on device");
        assertThat(full.load(KEY).orElseThrow().value()).isEqualTo(NEW);
        assertThat(folder.resolve("web")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aValueThatIsNotSealedIsNotSaved() {
        assertThatThrownBy(() -> store.save(KEY, version, "{\"a\":1}".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY);
    }

    private static byte[] value(String text) {
        return Sealed.seal(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
    }
}
