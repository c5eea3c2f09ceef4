package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every state store does. */
public abstract class StateStoreContract {
    private static final String KEY = "web/claims";

    private final List<StateStore> opened = new ArrayList<>();
    private StateStore store = new MemoryStateStore();

    /** Opens a store on the place of this test, empty at first; called again it opens another on the same place. */
    protected abstract StateStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = another();
    }

    @AfterEach
    void closeStores() throws IOException {
        for (StateStore each : opened) {
            each.close();
        }
    }

    @Test
    void aKeyThatWasNeverSavedIsEmpty() throws IOException {
        assertThat(store.load(KEY)).isEmpty();
        assertThat(store.keys("")).isEmpty();
    }

    @Test
    void whatIsSavedIsLoadedByAnotherStoreToo() throws Exception {
        String version = store.save(KEY, StateStore.ABSENT, value("a"));

        for (StateStore each : List.of(store, another())) {
            StateStore.Entry entry = each.load(KEY).orElseThrow();
            assertThat(entry.value()).isEqualTo(value("a"));
            assertThat(entry.version()).isEqualTo(version).isNotEqualTo(StateStore.ABSENT);
        }
    }

    @Test
    void savingOverTheVersionLoadedReplacesTheValue() throws IOException {
        String first = store.save(KEY, StateStore.ABSENT, value("a"));
        String second = store.save(KEY, first, value("b"));

        assertThat(second).isNotEqualTo(first);
        assertThat(text(KEY)).contains("b");
    }

    @Test
    void savingOverAnOlderVersionIsRefusedAndChangesNothing() throws Exception {
        String first = store.save(KEY, StateStore.ABSENT, value("a"));
        store.save(KEY, first, value("b"));

        assertThatThrownBy(() -> another().save(KEY, first, value("c")))
                .isInstanceOf(StaleStateException.class)
                .hasMessageContaining(KEY);
        assertThat(text(KEY)).contains("b");
    }

    @Test
    void savingAsNewWhatIsThereAlreadyIsRefused() throws IOException {
        store.save(KEY, StateStore.ABSENT, value("a"));

        assertThatThrownBy(() -> store.save(KEY, StateStore.ABSENT, value("b")))
                .isInstanceOf(StaleStateException.class);
        assertThat(text(KEY)).contains("a");
    }

    @Test
    void savingOverAVersionOfAnAbsentKeyIsRefused() throws IOException {
        String version = store.save(KEY, StateStore.ABSENT, value("a"));
        store.delete(KEY, version);

        assertThatThrownBy(() -> store.save(KEY, version, value("b"))).isInstanceOf(StaleStateException.class);
        assertThat(store.load(KEY)).isEmpty();
    }

    @Test
    void aDeletedKeyIsAbsentAndCanBeSavedAsNew() throws IOException {
        String version = store.save(KEY, StateStore.ABSENT, value("a"));
        store.delete(KEY, version);

        assertThat(store.load(KEY)).isEmpty();
        assertThat(store.keys("")).isEmpty();
        store.save(KEY, StateStore.ABSENT, value("b"));
        assertThat(text(KEY)).contains("b");
    }

    @Test
    void deletingAnOlderVersionIsRefused() throws IOException {
        String first = store.save(KEY, StateStore.ABSENT, value("a"));
        store.save(KEY, first, value("b"));

        assertThatThrownBy(() -> store.delete(KEY, first)).isInstanceOf(StaleStateException.class);
        assertThat(text(KEY)).contains("b");
    }

    @Test
    void deletingWhatIsNotThereHasNoEffect() throws IOException {
        store.delete(KEY, StateStore.ABSENT);
        store.delete(KEY, "any");

        assertThat(store.load(KEY)).isEmpty();
    }

    @Test
    void keysAreFoundByPrefixInOrder() throws IOException {
        List<String> keys = List.of("api/claims", "web", "web/claims", "web/streams/A-1.b_c=%2F", "website/claims");
        for (String key : keys.reversed()) {
            store.save(key, StateStore.ABSENT, value(key));
        }

        assertThat(store.keys("")).containsExactlyElementsOf(keys);
        assertThat(store.keys("web/")).containsExactly("web/claims", "web/streams/A-1.b_c=%2F");
        assertThat(store.keys("web/str")).containsExactly("web/streams/A-1.b_c=%2F");
        assertThat(store.keys("none/")).isEmpty();
    }

    @Test
    @DisplayName("one-class-one-file: keys that resemble each other are different registers")
    void keysThatResembleEachOtherDoNotDisturbEachOther() throws IOException {
        List<String> keys = List.of(
                "a", "a.json", "a.json.previous", "a.lock", "a.previous", "a.previous.json", "a.tmp", "a/a", "a%2Fa");
        for (String key : keys) {
            String version = store.save(key, StateStore.ABSENT, value("first " + key));
            store.save(key, version, value("second " + key));
        }

        for (String key : keys) {
            assertThat(text(key)).contains("second " + key);
        }
        assertThat(store.keys("")).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void aKeyOutsideTheAlphabetIsRefused() {
        for (String key : List.of("", "/a", "a/", "a//b", "../a", "a/./b", "a b", "a:b", "ü")) {
            assertThatIllegalArgumentException()
                    .as("key '%s'", key)
                    .isThrownBy(() -> store.save(key, StateStore.ABSENT, value("x")))
                    .withMessageContaining("'" + key + "'");
        }
    }

    @Test
    void aLargeValueComesBackWhole() throws IOException {
        byte[] large = value("x".repeat(2_000_000));
        store.save(KEY, StateStore.ABSENT, large);

        assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(large);
    }

    @Test
    void whatACallerDoesToItsBytesLaterDoesNotMatter() throws IOException {
        byte[] mine = value("a");
        store.save(KEY, StateStore.ABSENT, mine);
        mine[0] = 'X';
        store.load(KEY).orElseThrow().value()[0] = 'Y';

        assertThat(store.load(KEY).orElseThrow().value()).isEqualTo(value("a"));
    }

    @Test
    @DisplayName("two-runs-at-once: of many that save over one version, one wins")
    void ofManyThatSaveOverOneVersionOneWins() throws Exception {
        String version = store.save(KEY, StateStore.ABSENT, value("start"));
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StateStore mine = i % 2 == 0 ? store : another();
            byte[] value = value("racer " + i);
            racers.add(() -> wins(mine, version, value));
        }

        assertThat(Racers.run(racers)).containsOnlyOnce(true);
    }

    @Test
    void noneOfManyRacingIncrementsIsLost() throws Exception {
        List<Callable<Integer>> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            StateStore mine = i % 2 == 0 ? store : another();
            racers.add(() -> increments(mine, 10));
        }
        Racers.run(racers);

        assertThat(text(KEY)).contains("\"40\"");
    }

    /** A sealed value that holds a text. */
    protected static byte[] value(String text) {
        return Sealed.seal(("{\"text\":\"" + text + "\"}").getBytes(UTF_8));
    }

    private StateStore another() throws Exception {
        StateStore another = open();
        opened.add(another);
        return another;
    }

    private String text(String key) throws IOException {
        return new String(store.load(key).orElseThrow().value(), UTF_8);
    }

    private static boolean wins(StateStore store, String version, byte[] value) throws IOException {
        try {
            store.save(KEY, version, value);
            return true;
        } catch (StaleStateException e) {
            return false;
        }
    }

    private static int increments(StateStore store, int times) throws IOException {
        int lost = 0;
        for (int done = 0; done < times; ) {
            StateStore.Entry entry = store.load(KEY).orElse(new StateStore.Entry(StateStore.ABSENT, value("0")));
            String digits = new String(entry.value(), UTF_8).split("\"", 5)[3];
            byte[] next = value(Integer.toString(Integer.parseInt(digits) + 1));
            if (wins(store, entry.version(), next)) {
                done++;
            } else {
                lost++;
            }
        }
        return lost;
    }
}
