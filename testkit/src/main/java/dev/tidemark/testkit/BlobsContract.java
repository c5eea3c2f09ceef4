package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Blobs;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What all blobs do. */
public abstract class BlobsContract {
    private static final String NAME = "manifests/web/1.json";

    private Blobs blobs = new MemoryBlobs();

    /** Opens the blobs of this test, empty at first; called again it opens the same place. */
    protected abstract Blobs open() throws Exception;

    @BeforeEach
    void openBlobs() throws Exception {
        blobs = open();
    }

    @Test
    void whatIsWrittenIsReadFromAnotherInstanceToo() throws Exception {
        blobs.write(NAME, bytes("content"));
        blobs.write("empty", bytes(""));

        assertThat(open().read(NAME)).isEqualTo(bytes("content"));
        assertThat(open().read("empty")).isEmpty();
    }

    @Test
    @DisplayName("same-file-name-two-checkpoints: a name is written once")
    void aNameThatIsTakenIsRefusedAndKeepsItsContent() throws IOException {
        blobs.write(NAME, bytes("first"));

        assertThatThrownBy(() -> open().write(NAME, bytes("second")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(NAME);
        assertThat(blobs.read(NAME)).isEqualTo(bytes("first"));
    }

    @Test
    void ofManyThatWriteOneNameOneWins() throws Exception {
        List<Callable<String>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Blobs mine = open();
            String content = "racer " + i;
            racers.add(() -> wins(mine, content) ? content : "");
        }

        List<String> winners =
                Racers.run(racers).stream().filter(winner -> !winner.isEmpty()).toList();
        assertThat(winners).hasSize(1);
        assertThat(new String(blobs.read(NAME), UTF_8)).isEqualTo(winners.getFirst());
    }

    @Test
    void aMissingBlobIsNamed() {
        assertThatThrownBy(() -> blobs.read(NAME))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    void namesAreFoundByPrefixInOrder() throws IOException {
        List<String> names = List.of("a.json", "manifests/api/2.json", "manifests/web/1.json", "manifests/web/2.json");
        for (String name : names.reversed()) {
            blobs.write(name, bytes(name));
        }

        assertThat(blobs.names("")).containsExactlyElementsOf(names);
        assertThat(blobs.names("manifests/web/")).containsExactly("manifests/web/1.json", "manifests/web/2.json");
        assertThat(blobs.names("quarantine/")).isEmpty();
    }

    @Test
    void aDeletedBlobIsGoneAndDeletingItAgainHasNoEffect() throws IOException {
        blobs.write(NAME, bytes("content"));
        blobs.delete(NAME);
        blobs.delete(NAME);

        assertThat(blobs.names("")).isEmpty();
        assertThatThrownBy(() -> blobs.read(NAME)).isInstanceOf(NoSuchFileException.class);
    }

    private static boolean wins(Blobs blobs, String content) {
        try {
            blobs.write(NAME, bytes(content));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
