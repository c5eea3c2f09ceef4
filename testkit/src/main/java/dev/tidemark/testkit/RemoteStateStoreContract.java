package dev.tidemark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.Sealed;
import dev.tidemark.api.StaleStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.testkit.server.Cut;
import dev.tidemark.testkit.server.Ports;
import dev.tidemark.testkit.server.Relay;
import dev.tidemark.testkit.server.TestCertificate;
import dev.tidemark.testkit.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every state store on a server does besides, when the server, the connection or the value is not as it should be.
 * The server is a real one; tests of a class share it, each with a {@link Access#space} of its own.
 */
public abstract class RemoteStateStoreContract extends StateStoreContract {
    /** What a user has who is not let in. */
    protected static final String WRONG_PASSWORD = "not-the-password";

    private static final AtomicInteger SPACES = new AtomicInteger();
    private static final String KEY = "web/claims";
    private static final int BOUNDARY_TRIED = 8 << 20;
    private static final int WRITERS = 8;
    private static final int EACH = 5;

    @TempDir
    private static Path certificates;

    private static TestCertificate certificate;

    private String space = "";

    /** The server, running. */
    protected abstract TestServer server();

    /** Opens a store; it may connect now or when it is used first. */
    protected abstract StateStore open(Access access) throws Exception;

    /**
     * Opens a store with {@link #WRONG_PASSWORD}, at a server that asks for another one. Where the real server knows
     * no passwords, one stands before it that does.
     */
    protected abstract StateStore openWithWrongPassword() throws Exception;

    /** Damages a value that is there, behind the back of every store. */
    protected abstract void damage(Access access, String key, Damage damage) throws Exception;

    /** The most that a value may have, as the store's documentation says, in bytes. */
    protected abstract int maximumBytes();

    /** How often the server is killed while it saves. */
    protected int kills() {
        return 3;
    }

    /** Text of the request that saves a value which holds {@code text}, and of no other request. */
    protected String markOfSave(String text) {
        return text;
    }

    /** Text of the request that deletes a value, and of no other request. */
    protected abstract String markOfDelete();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.in(certificates);
    }

    private void takeSpace() {
        space = "t" + SPACES.incrementAndGet();
    }

    @Override
    protected final StateStore open() throws Exception {
        if (space.isEmpty()) {
            takeSpace();
        }
        return open(direct());
    }

    private Access direct() {
        return Access.to(server().port(), space);
    }

    @Test
    @DisplayName(
            "unsynced-registry: the server dies while it saves; what a save returned from is there, else old or new")
    void whatASaveReturnedFromSurvivesTheServer() throws Exception {
        Random random = new Random(7);
        try (StateStore mine = open(direct())) {
            Saving saving = new Saving(mine, StateStore.ABSENT, 0);
            for (int kill = 0; kill < kills(); kill++) {
                Thread thread = Thread.ofPlatform().start(saving);
                saving.awaitMore(2 + random.nextInt(10));
                LockSupport.parkNanos(random.nextInt(2_000_000));
                server().kill();
                thread.join();
                server().start();

                StateStore.Entry found = mine.load(KEY).orElseThrow();
                int number = number(found);
                assertThat(saving.failure()).isNotInstanceOf(StaleStateException.class);
                assertThat(number).isBetween(saving.returned(), saving.returned() + 1);
                saving = new Saving(mine, found.version(), number + 1);
            }
        }
    }

    @Test
    @DisplayName("delete-then-insert-offset: a connection that breaks before the effect leaves the old value")
    void aConnectionCutBeforeTheEffectLeavesTheOldValue() throws Exception {
        for (int bytes : new int[] {0, 1, 5}) {
            Cut cut = Cut.request(markOfSave("newvalue"), bytes);
            Cutting outcome = saveWhile(cut);

            assertThat(outcome.value()).as("%s", cut).contains(outcome.returned() ? "newvalue" : "oldvalue");
        }
    }

    @Test
    @DisplayName("commit-lands-after-the-check: after the effect it is load that finds out")
    void aConnectionCutAfterTheEffectLeavesTheNewValueAndIsNeverStale() throws Exception {
        for (int bytes : new int[] {0, 1, 3}) {
            Cut cut = Cut.answer(markOfSave("newvalue"), bytes);
            Cutting outcome = saveWhile(cut);

            assertThat(outcome.value()).as("%s", cut).contains("newvalue");
        }
    }

    private record Cutting(boolean returned, String value) {}

    /** Saves while the connection breaks; then the same store must find out, and go on. */
    private Cutting saveWhile(Cut cut) throws Exception {
        takeSpace();
        try (Relay relay = Relay.to(server().port());
                StateStore mine = open(Access.to(relay.port(), space));
                StateStore other = open(direct())) {
            String version = mine.save(KEY, StateStore.ABSENT, value("oldvalue"));
            relay.arm(cut);
            boolean returned = true;
            try {
                mine.save(KEY, version, value("newvalue"));
            } catch (IOException e) {
                assertThat(e).as("%s", cut).isNotInstanceOf(StaleStateException.class);
                returned = false;
            }
            assertThat(relay.armed()).as("%s did not happen", cut).isFalse();
            StateStore.Entry seen = other.load(KEY).orElseThrow();
            StateStore.Entry found = mine.load(KEY).orElseThrow();
            assertThat(found.version()).isEqualTo(seen.version());
            assertThat(found.value()).isEqualTo(seen.value());
            mine.save(KEY, found.version(), value("next"));
            return new Cutting(returned, new String(found.value(), UTF_8));
        }
    }

    @Test
    @DisplayName("commit-lands-after-the-check: a deletion that was cut off is done, or can be done again")
    void aDeletionThatWasCutOffIsFinishedByRepeatingIt() throws Exception {
        for (Cut cut :
                List.of(Cut.request(markOfDelete(), 0), Cut.answer(markOfDelete(), 0), Cut.answer(markOfDelete(), 1))) {
            takeSpace();
            try (Relay relay = Relay.to(server().port());
                    StateStore mine = open(Access.to(relay.port(), space))) {
                String version = mine.save(KEY, StateStore.ABSENT, value("a"));
                relay.arm(cut);
                try {
                    mine.delete(KEY, version);
                } catch (IOException e) {
                    assertThat(e).as("%s", cut).isNotInstanceOf(StaleStateException.class);
                }
                assertThat(relay.armed()).as("%s did not happen", cut).isFalse();

                mine.delete(KEY, version);
                assertThat(mine.load(KEY)).as("%s", cut).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("registry-wiped-by-transient-error: a server that says nothing is given up after the timeout")
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (Relay relay = Relay.to(server().port());
                StateStore mine = open(Access.to(relay.port(), space).within(Duration.ofSeconds(1)))) {
            String version = mine.save(KEY, StateStore.ABSENT, value("a"));
            relay.fallSilent();

            assertThatThrownBy(() -> mine.save(KEY, version, value("b")))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleStateException.class)
                    .hasMessageContaining("127.0.0.1:" + relay.port());
        }
    }

    @Test
    @DisplayName("registry-wiped-by-transient-error: a server that is not there is not one without states")
    void aServerThatIsNotThereIsNamedWithWhatToDo() throws Exception {
        int port = Ports.free();

        IOException failure = failure(() -> open(Access.to(port, space)));

        assertThat(failure)
                .isNotInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("127.0.0.1:" + port, "storage_config");
    }

    @Test
    @DisplayName("Wrong credentials are told without telling them")
    void whoeverIsNotLetInIsToldWhichSettingsToCorrect() {
        IOException failure = failure(this::openWithWrongPassword);

        assertThat(failure)
                .isNotInstanceOf(CorruptStateException.class)
                .hasMessageContainingAll("127.0.0.1:", "storage_config");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(WRONG_PASSWORD);
        }
    }

    @Test
    void tlsWithACertificateThatIsTrusted() throws Exception {
        try (Relay relay = Relay.withTls(server().port(), certificate);
                StateStore mine = open(Access.to(relay.port(), space).trusting(certificate.file()))) {
            mine.save(KEY, StateStore.ABSENT, value("a"));
        }
        try (StateStore other = open(direct())) {
            assertThat(other.load(KEY)).isPresent();
        }
    }

    @Test
    void tlsWithACertificateThatNobodyTrustsIsRefused() throws Exception {
        try (Relay relay = Relay.withTls(server().port(), certificate)) {
            assertThat(failure(() -> open(Access.to(relay.port(), space).withTls())))
                    .hasMessageContainingAll("127.0.0.1:" + relay.port(), "certificate", "storage_config");
        }
    }

    @Test
    void tlsOnOneSideOnlyIsAnErrorAndNotAHang() throws Exception {
        Duration limit = Duration.ofMillis(500);
        try (Relay relay = Relay.withTls(server().port(), certificate)) {
            assertThat(failure(() -> open(Access.to(relay.port(), space).within(limit))))
                    .hasMessageContaining("127.0.0.1:" + relay.port());
        }
        assertThat(failure(() -> open(direct().withTls().within(limit))))
                .hasMessageContaining("127.0.0.1:" + server().port());
    }

    @Test
    @DisplayName("state-grows-without-end: a document beyond the limit is refused, and the old one stays")
    void aDocumentBeyondTheMaximumIsRefusedAndNothingIsLost() throws Exception {
        try (StateStore mine = open(direct())) {
            byte[] largest = sealed(Math.min(maximumBytes(), BOUNDARY_TRIED));
            String version = mine.save(KEY, StateStore.ABSENT, largest);
            byte[] tooLarge = sealed(maximumBytes() + 1);

            assertThatThrownBy(() -> mine.save(KEY, version, tooLarge))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StaleStateException.class)
                    .hasMessageContainingAll(
                            KEY, Integer.toString(tooLarge.length), Integer.toString(maximumBytes()), "storage_type");
            assertThat(mine.load(KEY).orElseThrow().value()).isEqualTo(largest);
            mine.save(KEY, version, value("small again"));
        }
    }

    @Test
    @DisplayName("two-runs-at-once: eight writers, each on a connection of its own, lose no increment")
    void eightWritersLoseNoIncrement() throws Exception {
        List<StateStore> stores = new ArrayList<>();
        try {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                StateStore mine = open(direct());
                stores.add(mine);
                writers.add(() -> increments(mine, EACH));
            }
            Racers.run(writers);

            assertThat(number(stores.getFirst().load(KEY).orElseThrow())).isEqualTo(WRITERS * EACH);
        } finally {
            for (StateStore each : stores) {
                each.close();
            }
        }
    }

    @Test
    @DisplayName("torn-state-file: a damaged value stops everything, and the message says how to repair it")
    void aDamagedValueIsRefusedWithItsRepair() throws Exception {
        for (Damage damage : Damage.values()) {
            takeSpace();
            try (StateStore mine = open(direct())) {
                String version = mine.save(KEY, StateStore.ABSENT, value("a long enough text to be cut in halves"));
                damage(direct(), KEY, damage);

                assertThatThrownBy(() -> mine.load(KEY))
                        .as("%s", damage)
                        .isInstanceOf(CorruptStateException.class)
                        .hasMessageContainingAll(KEY, "state rebuild web", "state import", "state reset web");
                assertThatThrownBy(() -> mine.save(KEY, StateStore.ABSENT, value("b")))
                        .as("%s saved over as if it were not there", damage)
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> mine.delete(KEY, version))
                        .as("%s", damage)
                        .isInstanceOf(CorruptStateException.class);
                assertThat(mine.keys("")).as("%s", damage).containsExactly(KEY);

                mine.delete(KEY, StateStore.ABSENT);
                assertThat(mine.load(KEY)).as("%s", damage).isEmpty();
                mine.save(KEY, StateStore.ABSENT, value("b"));
                assertThatThrownBy(() -> mine.delete(KEY, StateStore.ABSENT))
                        .as("a whole value is not removed as a damaged one")
                        .isInstanceOf(StaleStateException.class);
            }
        }
    }

    @Test
    @DisplayName("shared-registry-cleanup: states of one state_id are not those of another, nor of none")
    void statesOfAnIdAreNotThoseOfAnotherOrOfNone() throws Exception {
        try (StateStore none = open(direct());
                StateStore one = open(direct().as("one"));
                StateStore longer = open(direct().as("one.more"))) {
            none.save("one/claims", StateStore.ABSENT, value("none"));
            one.save("claims", StateStore.ABSENT, value("one"));
            longer.save("claims", StateStore.ABSENT, value("longer"));

            assertThat(none.keys("")).containsExactly("one/claims");
            assertThat(one.keys("")).containsExactly("claims");
            assertThat(one.load("claims").orElseThrow().value()).isEqualTo(value("one"));
            assertThat(longer.load("claims").orElseThrow().value()).isEqualTo(value("longer"));
            assertThat(none.load("claims")).isEmpty();
        }
    }

    @Test
    void moreKeysThanAPageHoldsAreAllListed() throws Exception {
        List<String> keys = IntStream.range(0, 1200)
                .mapToObj("fleet/streams/%04d"::formatted)
                .toList();
        List<StateStore> stores = new ArrayList<>();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            StateStore mine = open(direct());
            stores.add(mine);
            List<String> part = keys.subList(i * 150, (i + 1) * 150);
            writers.add(() -> saveAll(mine, part));
        }
        Racers.run(writers);

        assertThat(stores.getFirst().keys("fleet/")).containsExactlyElementsOf(keys);
        assertThat(stores.getFirst().keys("fleet/streams/011")).containsExactlyElementsOf(keys.subList(110, 120));
        for (StateStore each : stores) {
            each.close();
        }
    }

    private static int saveAll(StateStore store, List<String> keys) throws IOException {
        for (String key : keys) {
            store.save(key, StateStore.ABSENT, value(key));
        }
        return keys.size();
    }

    private static int increments(StateStore store, int times) throws IOException {
        int refused = 0;
        for (int done = 0; done < times; ) {
            StateStore.Entry entry = store.load(KEY).orElse(new StateStore.Entry(StateStore.ABSENT, value("0")));
            try {
                store.save(KEY, entry.version(), value(Integer.toString(number(entry) + 1)));
                done++;
            } catch (StaleStateException e) {
                refused++;
            }
        }
        return refused;
    }

    private interface Opening {
        StateStore open() throws Exception;
    }

    /** What goes wrong when a store is opened and used. */
    private static IOException failure(Opening opening) {
        return catchThrowableOfType(IOException.class, () -> {
            try (StateStore store = opening.open()) {
                store.load(KEY);
            }
        });
    }

    /** The number in a value that holds one as its text. */
    static int number(StateStore.Entry entry) {
        return Integer.parseInt(new String(entry.value(), UTF_8).split("\"", 5)[3]);
    }

    private static byte[] sealed(int length) {
        byte[] document = new byte[length];
        byte[] start = "{\"text\":\"".getBytes(UTF_8);
        Arrays.fill(document, (byte) 'x');
        System.arraycopy(start, 0, document, 0, start.length);
        document[length - Sealed.GROWTH - 1] = '}';
        document[length - Sealed.GROWTH - 2] = '"';
        Sealed.sealInPlace(document);
        return document;
    }
}
