package dev.tidemark.engine.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StateStore;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTypeTest {
    @TempDir
    private Path workspace;

    @Test
    void theFolderIsThatOfTheWorkspace() throws IOException {
        save(place("", Optional.empty()), "web/claims");

        assertThat(place("", Optional.empty())).hasToString(workspace + "/state");
        assertThat(place("base_path = '/srv/x/../state'", Optional.of("a"))).hasToString("/srv/state/@a");
        assertThat(workspace.resolve("state/web/claims.json")).exists();
    }

    @Test
    void statesOfAnIdAreNotThoseOfAnotherOrOfNone() throws IOException {
        StateStorePlace none = place("", Optional.empty());
        StateStorePlace one = place("", Optional.of("one"));
        save(none, "web/claims");
        save(one, "api/claims");

        try (StateStore store = none.open(warning -> {});
                StateStore apart = one.open(warning -> {})) {
            assertThat(store.keys("")).containsExactly("web/claims");
            assertThat(apart.keys("")).containsExactly("api/claims");
        }
    }

    private StateStorePlace place(String toml, Optional<String> id) {
        return new FileStoreType()
                .read(Document.parse("test", toml, new Problems()), new StateStoreScope(workspace, id));
    }

    private static void save(StateStorePlace place, String key) throws IOException {
        try (StateStore store = place.open(warning -> {})) {
            store.save(key, StateStore.ABSENT, Sealed.seal("{\"a\":1}".getBytes(UTF_8)));
        }
    }
}
