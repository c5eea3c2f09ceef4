package dev.tidemark.engine.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyStateStore;
import dev.tidemark.testkit.MemoryStateStore;
import dev.tidemark.testkit.Racers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** States that are moved from one store to another, whatever breaks that off and whoever collects meanwhile. */
class StateMoveTest {
    /** A world with a second store; a collector is configured for one of the two. */
    private static final class Two {
        final MemoryStateStore other = new MemoryStateStore();
        final List<String> warnings = new ArrayList<>();
        private final ThreadLocal<Boolean> ofOther = ThreadLocal.withInitial(() -> false);
        final Scene scene =
                new Scene(Scene.Twist.of((unused, world) -> ofOther.get() ? world.with((StateStore) other) : world));
        final MemoryStateStore old = scene.store;

        void collect(StateStore store) throws IOException {
            ofOther.set(store == other);
            scene.collectInTheEnd(4, Faults.none());
        }

        /** Collects, or stops because the state is not there. */
        void tryToCollect(StateStore store) throws IOException {
            try {
                collect(store);
            } catch (CorruptStateException e) {
                assertThat(e).hasMessageContaining("state migrate");
            }
        }

        void move(Faults faults, StateMove.After after) throws IOException {
            move(
                    new StateMove.Side("old", new FaultyStateStore(old, faults)),
                    new StateMove.Side("new", new FaultyStateStore(other, faults)),
                    after);
        }

        void move(StateMove.Side from, StateMove.Side to, StateMove.After after) throws IOException {
            move(from, to, StateMove.Found.STAYS, after);
        }

        void move(StateMove.Side from, StateMove.Side to, StateMove.Found found, StateMove.After after)
                throws IOException {
            StateMove move = new StateMove(Scene.NAME, from, to, found, warnings::add);
            move.run(scene.blobs, scene.sink, Scene.clock(), after);
        }

        void replace() throws IOException {
            move(
                    new StateMove.Side("old", old),
                    new StateMove.Side("new", other),
                    StateMove.Found.REPLACED,
                    StateMove.After.REMOVE);
        }

        void move() throws IOException {
            move(Faults.none(), StateMove.After.REMOVE);
        }

        void moveBack() throws IOException {
            move(new StateMove.Side("new", other), new StateMove.Side("old", old), StateMove.After.REMOVE);
        }

        void requireEachRowOnce() {
            assertThat(scene.visible()).isEqualTo(scene.expected());
        }
    }

    private static Map<String, String> values(StateStore store) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String key : store.keys("")) {
            values.put(key, new String(store.load(key).orElseThrow().value(), UTF_8));
        }
        return values;
    }

    @Test
    void everyValueIsMovedByteForByte() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        new Records(Scene.NAME, two.old, two.warnings::add).update("", StateMoveTest::told, told -> told);
        Map<String, String> before = values(two.old);

        two.move();

        assertThat(values(two.other)).isEqualTo(before).hasSizeGreaterThan(3);
        assertThat(two.old.keys("")).isEmpty();
        assertThat(two.warnings).isEmpty();
        two.scene.grow();
        two.collect(two.other);
        two.requireEachRowOnce();
    }

    private static StreamRecord told() {
        return StreamRecord.of(Scene.NAME, "", "memory", Scene.NOW, Statistics.NONE);
    }

    @Test
    void whoGoesOnWithTheOldStoreIsToldThatTheStateWasMoved() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        two.move();
        two.scene.grow();

        assertThatThrownBy(() -> two.collect(two.old))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("it is gone, though claim ")
                .hasMessageContaining("If the state was moved with 'tidemark state migrate', name the store");
    }

    @Test
    void aSecondMoveFindsNothingToDo() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        two.move();
        Map<String, String> moved = values(two.other);

        two.move();

        assertThat(values(two.other)).isEqualTo(moved);
    }

    @Test
    void itMovesBack() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        Map<String, String> before = values(two.old);
        two.move();
        two.moveBack();

        assertThat(values(two.old)).isEqualTo(before);
        assertThat(two.other.keys("")).isEmpty();
    }

    @Test
    void aCopyMayStayByWhichNobodyCollects() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        two.move(Faults.none(), StateMove.After.KEEP);

        assertThat(two.old.keys("")).isNotEmpty().doesNotContain(Register.key(Scene.NAME));
        assertThatThrownBy(() -> two.collect(two.old)).hasMessageContaining("it is gone");
        two.scene.grow();
        two.collect(two.other);
        two.moveBack();
        two.collect(two.old);
        two.requireEachRowOnce();
    }

    @Test
    @DisplayName("position-never-ahead-of-rows: a move that is broken off at any call loses and repeats nothing")
    void brokenOffAnywhere() throws Exception {
        for (Faults.Kind kind : Faults.Kind.values()) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Faults faults = new Faults(call, kind);
                for (boolean oldFirst : new boolean[] {true, false}) {
                    Faults again = new Faults(call, kind);
                    brokenOff(again, oldFirst);
                    faults = again;
                }
                struck = faults.struck();
            }
        }
    }

    private static void brokenOff(Faults faults, boolean oldFirst) throws IOException {
        Two two = new Two();
        two.collect(two.old);
        Throwable broken = catchThrowable(() -> two.move(faults, StateMove.After.REMOVE));
        if (!faults.struck() || broken == null) {
            assertThat(broken).as(faults.toString()).isNull();
        }
        two.scene.grow();
        two.tryToCollect(oldFirst ? two.old : two.other);
        two.tryToCollect(oldFirst ? two.other : two.old);

        two.move();

        two.collect(two.other);
        assertThat(two.scene.visible()).as(faults.toString()).isEqualTo(two.scene.expected());
        assertThat(two.old.keys("")).as(faults.toString()).isEmpty();
    }

    @Test
    void whatIsForgottenBetweenTwoAttemptsDoesNotArrive() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        Throwable broken = null;
        for (int call = 1; two.other.keys(Documents.folder(Scene.NAME)).size() < 2; call++) {
            Faults faults = new Faults(call, Faults.Kind.FAIL_AFTER);
            broken = catchThrowable(() -> two.move(faults, StateMove.After.REMOVE));
        }
        assertThat(broken).hasMessageContaining("injected");
        new SourceState(Scene.NAME, two.old, two.scene.blobs, two.scene.sink, Scene.clock()).reset(Set.of(Scene.TAIL));

        two.move();

        assertThat(two.other.keys(Documents.folder(Scene.NAME)))
                .containsExactly(Documents.key(Scene.NAME, Scene.DAILY));
    }

    @Test
    void aStateThatIsThereAlreadyStaysUnlessItIsToBeReplaced() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        for (String key : two.old.keys("")) {
            two.other.save(
                    key, StateStore.ABSENT, two.old.load(key).orElseThrow().value());
        }
        two.scene.grow();
        two.collect(two.old);
        String place = Documents.key(Scene.NAME, "x/y");
        two.other.save(place, StateStore.ABSENT, other("x/y").encode());
        Map<String, String> before = values(two.other);

        assertThatThrownBy(two::move)
                .hasMessageContaining(
                        "there is a state of web in new already, up to claim 2; the one in old ends with" + " claim 3")
                .hasMessageContaining("If it is the same source's, an older copy, --replace puts this one in its place")
                .hasMessageContaining("If it is another's, move to another place, or with another --state-id");
        assertThat(values(two.other)).isEqualTo(before);

        two.replace();
        assertThat(two.other.keys("")).doesNotContain(place);
        two.collect(two.other);
        two.requireEachRowOnce();
    }

    @Test
    void aStateThatIsFurtherIsNeverReplaced() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        byte[] further = Register.at(Scene.NAME, 9, Map.of("x", 9L)).encode();
        two.other.save(Register.key(Scene.NAME), StateStore.ABSENT, further);

        for (ThrowingCallable move : List.<ThrowingCallable>of(two::move, two::replace)) {
            assertThatThrownBy(move)
                    .hasMessageContaining("there is a state of web in new already, up to claim 9; the one in old")
                    .hasMessageContaining("it is further: to go on with it, name that store in the configuration");
        }
        two.collect(two.old);
        two.requireEachRowOnce();
    }

    @Test
    void documentsWithoutARegisterAreReplacedUnlessTheyAreFurtherOrOthers() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        String key = Documents.key(Scene.NAME, Scene.DAILY);
        byte[] first = two.old.load(key).orElseThrow().value();
        two.scene.grow();
        two.collect(two.old);
        byte[] further = two.old.load(key).orElseThrow().value();
        Two again = new Two();
        again.collect(again.old);
        String version = again.other.save(key, StateStore.ABSENT, further);
        assertThatThrownBy(again::replace)
                .hasMessageContaining("there is a state of web in new already, without a claim register, up to claim 3")
                .hasMessageContaining("it is further");

        String unused = again.other.save(key, version, first);
        String strange = Documents.key(Scene.NAME, "x/y");
        again.other.save(strange, StateStore.ABSENT, other("x/y").encode());
        assertThatThrownBy(again::move).hasMessageContaining("without a claim register: " + strange);

        Documents.remove(again.other, strange);
        again.move();
        again.collect(again.other);
        again.requireEachRowOnce();
    }

    private static StateDocument other(String stream) {
        return new StateDocument(
                Scene.NAME + "/" + stream,
                Scene.NOW,
                1,
                CollectionState.EMPTY,
                Statistics.NONE,
                Map.of("stream", stream));
    }

    @Test
    void aMoveToAThirdPlaceHasToWait() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        for (int call = 1; !(Standing.of(Scene.NAME, two.old) instanceof Standing.Moving); call++) {
            Faults faults = new Faults(call, Faults.Kind.FAIL_AFTER);
            Throwable broken = catchThrowable(() -> two.move(faults, StateMove.After.REMOVE));
            assertThat(broken).hasMessageContaining("injected");
        }

        assertThatThrownBy(() -> two.move(
                        new StateMove.Side("old", two.old),
                        new StateMove.Side("third", new MemoryStateStore()),
                        StateMove.After.REMOVE))
                .hasMessageContaining("the claim register web/claims in old cannot be used: the state of web is being"
                        + " moved to new. If nothing moves it any more, finish that: run the same 'tidemark state"
                        + " migrate' again");
        assertThatThrownBy(() -> two.move(
                        new StateMove.Side("fourth", new MemoryStateStore()),
                        new StateMove.Side("new", two.other),
                        StateMove.After.REMOVE))
                .hasMessageContaining("in new cannot be used: the state of web is being moved here from old");
        assertThatThrownBy(() -> two.collect(two.old)).hasMessageContaining("is being moved to new");
        assertThatThrownBy(() -> two.collect(two.other)).hasMessageContaining("is being moved here from old");
        two.move();
        two.collect(two.other);
        two.requireEachRowOnce();
    }

    @Test
    void aStateOnItsWayCanBeForgotten() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        StateStore.Entry register = two.old.load(Register.key(Scene.NAME)).orElseThrow();
        two.old.save(
                Register.key(Scene.NAME),
                register.version(),
                Transit.leaving(Scene.NAME, "gone", Optional.of(register.value()))
                        .encode());

        new SourceState(Scene.NAME, two.old, two.scene.blobs, two.scene.sink, Scene.clock()).reset();

        two.collect(two.old);
        assertThat(two.scene.visible()).hasSize(2 * two.scene.expected().size());
    }

    @Test
    void aStoreThatDoesNotGiveBackWhatWasSavedIsFoundOut() throws IOException {
        Two two = new Two();
        two.collect(two.old);
        Map<String, String> before = values(two.old);
        StateStore forgetful = new FaultyStateStore(two.other, Faults.none()) {
            @Override
            public Optional<Entry> load(String key) throws IOException {
                Optional<Entry> entry = super.load(key);
                return key.contains("/streams/")
                        ? entry.map(each -> new Entry(each.version(), "{}".getBytes(UTF_8)))
                        : entry;
            }
        };

        assertThatThrownBy(() -> two.move(
                        new StateMove.Side("old", two.old),
                        new StateMove.Side("new", forgetful),
                        StateMove.After.REMOVE))
                .hasMessageContaining("was saved in new, and what is read back is something else")
                .hasMessageContaining("nothing was removed from old");
        assertThat(values(two.old)).isEqualTo(before);
    }

    @Test
    void aSourceThatWasAskedAndClaimedNothingIsMovedToo() throws IOException {
        Two two = new Two();
        new Records(Scene.NAME, two.old, two.warnings::add).update("", StateMoveTest::told, told -> told);
        Map<String, String> before = values(two.old);

        two.move();

        assertThat(values(two.other)).isEqualTo(before);
        assertThat(two.old.keys("")).isEmpty();
        two.collect(two.other);
        two.requireEachRowOnce();
    }

    @Test
    void aRegisterIsNeverInBothStores() throws Exception {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            Two two = new Two();
            two.collect(two.old);
            Faults faults = Faults.interrupted(call, () -> {
                boolean here = Standing.of(Scene.NAME, two.old) instanceof Standing.Held;
                boolean there = Standing.of(Scene.NAME, two.other) instanceof Standing.Held;
                assertThat(here && there).isFalse();
            });
            two.move(faults, StateMove.After.REMOVE);
            struck = faults.struck();
        }
    }

    @Test
    @DisplayName("two-runs-at-once: at every call of a move a collector gets its turn, of either store")
    void aCollectorAtEveryCallOfAMove() throws Exception {
        for (boolean ofOld : new boolean[] {true, false}) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Two two = new Two();
                two.collect(two.old);
                two.scene.grow();
                Faults faults = Faults.interrupted(call, () -> two.tryToCollect(ofOld ? two.old : two.other));
                two.move(faults, StateMove.After.REMOVE);
                two.collect(two.other);
                two.requireEachRowOnce();
                struck = faults.struck();
            }
        }
    }

    @Test
    @DisplayName("two-runs-at-once: at every call of a collector the state moves away below it")
    void aMoveAtEveryCallOfACollector() throws Exception {
        for (int first = 0; first < 2; first++) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                Two two = new Two();
                Scene scene = two.scene;
                if (first == 1) {
                    two.collect(two.old);
                    scene.grow();
                }
                Faults faults = Faults.interrupted(call, two::move);
                Throwable ended = catchThrowable(() -> scene.collectInTheEnd(4, faults));
                assertThat(ended == null || ended instanceof CorruptStateException)
                        .as("call %d: %s", call, ended)
                        .isTrue();
                two.move();
                two.collect(two.other);
                two.requireEachRowOnce();
                struck = faults.struck();
            }
        }
    }

    @Test
    @DisplayName("two-runs-at-once: collectors of both stores and two moves run at once")
    void allAtOnce() throws Exception {
        for (int round = 0; round < 200; round++) {
            Two two = new Two();
            two.collect(two.old);
            two.scene.grow();
            List<Callable<Integer>> racers = new ArrayList<>();
            racers.add(() -> racing(() -> two.tryToCollect(two.old)));
            racers.add(() -> racing(() -> two.tryToCollect(two.other)));
            racers.add(() -> racing(() -> two.move(Faults.turns(), StateMove.After.REMOVE)));
            racers.add(() -> racing(() -> two.move(Faults.turns(), StateMove.After.REMOVE)));
            Racers.run(racers);
            two.move();
            two.collect(two.other);
            two.requireEachRowOnce();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static int racing(Work work) throws IOException {
        try {
            work.run();
        } catch (StaleStateException | CorruptStateException e) {
            // another was first
        }
        return 0;
    }
}
