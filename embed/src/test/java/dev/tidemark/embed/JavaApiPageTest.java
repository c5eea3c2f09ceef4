package dev.tidemark.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.SourceStatistics;
import dev.tidemark.engine.commit.StateCleanup.Judgement;
import dev.tidemark.engine.commit.StateImport;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.store.FileStateStore;
import dev.tidemark.testkit.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on the Java API says, run. */
class JavaApiPageTest {
    private static final String DOCUMENT = "audit/streams/audit";

    @TempDir
    private Path folder;

    private final AuditServer server;
    private PageCode page;
    private Object shop;
    private Object state;

    JavaApiPageTest() throws IOException {
        server = new AuditServer();
    }

    @BeforeEach
    void compile() throws Exception {
        page = PageCode.compile(Path.of("../docs/java-api.md"), folder);
        shop = page.make("Shop", folder.resolve("shop"), server.address());
        state = page.make("ShopState", shop);
    }

    @AfterEach
    void close() throws IOException {
        FaultyStoreType.faults = Faults.none();
        server.close();
        page.close();
    }

    @Test
    void theSourceHasNoMoreThanFortyLines() {
        assertThat(page.source("AuditLog").lines().count()).isLessThanOrEqualTo(40);
    }

    @Test
    @DisplayName("nothing-recollected: a source of one's own, run twice")
    void aSecondRunCollectsOnlyWhatIsNew() throws Exception {
        server.add("ann", "bob", "ann");
        assertThat(PageCode.call(shop, "collect")).isEqualTo(3L);
        server.add("ann");
        assertThat(PageCode.call(shop, "collect")).isEqualTo(1L);
        assertThat(PageCode.call(shop, "collect")).isEqualTo(0L);

        assertThat(PageCode.call(shop, "actions", "ann")).isEqualTo("3");
        assertThat(server.asked()).containsExactly("from=0", "from=2", "from=3", "from=3", "from=4", "from=4");
        assertThat(PageCode.call(state, "position")).isEqualTo("{\"records\":4}");
    }

    @Test
    @DisplayName("position-never-ahead-of-rows, state-update-fails-after-load: a source of one's own, killed at every"
            + " call to the state store")
    void eachRecordIsStoredOnceWhereverTheProgramIsKilled() throws Exception {
        for (Faults.Kind kind : List.of(Faults.Kind.KILL_BEFORE, Faults.Kind.KILL_AFTER)) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                struck = survives(new Faults(call, kind));
            }
        }
    }

    /** Whether there was a call to be killed at. */
    private boolean survives(Faults faults) throws Exception {
        Path workspace = Files.createTempDirectory(folder, "killed");
        Files.writeString(workspace.resolve("tidemark.toml"), "[state]\nstorage_type = \"faulty\"\n");
        try (AuditServer audit = new AuditServer()) {
            audit.add("ann", "bob", "ann");
            Object killed = page.make("Shop", workspace, audit.address());
            FaultyStoreType.faults = faults;
            try {
                PageCode.call(killed, "collect");
            } catch (Faults.Killed e) {
                assertThat(faults.struck()).isTrue();
            }
            FaultyStoreType.faults = Faults.none();
            audit.add("ann");
            PageCode.call(killed, "collect");
            assertThat(PageCode.call(killed, "actions", "ann"))
                    .as(faults.toString())
                    .isEqualTo("3");
            assertThat(PageCode.call(killed, "actions", "bob"))
                    .as(faults.toString())
                    .isEqualTo("1");
        }
        return faults.struck();
    }

    @Test
    @DisplayName("missing-is-not-broken: a source of one's own does not understand its position")
    void aPositionThatIsNotUnderstoodIsRefused() throws Exception {
        server.add("ann");
        PageCode.call(shop, "collect");
        replace("{\"records\":1}", "{\"page\":\"seven\"}");
        server.add("bob");
        assertThatThrownBy(() -> PageCode.call(shop, "collect"))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageStartingWith(
                        "the position of audit in the state of audit cannot be used: the source does not"
                                + " understand {\"page\":\"seven\"}: For input string: \"{\"page\":\"seven\"}\". Bring the state back"
                                + " from a copy with 'tidemark state import'");
        assertThat(PageCode.call(shop, "actions", "bob")).isEqualTo("0");
        replace("{\"page\":\"seven\"}", "{\"records\":1}");
        assertThat(PageCode.call(shop, "collect")).isEqualTo(1L);
    }

    private void replace(String cursor, String other) throws IOException {
        try (StateStore store = new FileStateStore(folder.resolve("shop").resolve("state"))) {
            StateStore.Entry entry = store.load(DOCUMENT).orElseThrow();
            StateDocument document = StateDocument.decode(DOCUMENT, entry.value());
            assertThat(document.state().cursor()).contains(cursor);
            StateDocument changed = new StateDocument(
                    document.id(),
                    document.lastUpdated(),
                    document.version(),
                    new CollectionState(
                            document.state().regions(),
                            document.state().ids(),
                            document.state().gaps(),
                            Optional.of(other)),
                    document.statistics(),
                    document.metadata());
            store.save(DOCUMENT, entry.version(), changed.encode());
        }
    }

    @Test
    void whatIsRememberedCanBeShown() throws Exception {
        assertThat((List<?>) PageCode.call(state, "list")).isEmpty();
        assertThat((List<?>) PageCode.call(state, "statistics")).isEmpty();
        server.add("ann", "bob", "ann");
        PageCode.call(shop, "collect");
        assertThat((List<?>) PageCode.call(state, "list"))
                .singleElement()
                .asString()
                .contains("\"cursor\": {\"records\":3}", "\"total_documents_fetched\": 3");
        assertThat((List<?>) PageCode.call(state, "statistics")).singleElement().satisfies(told -> {
            SourceStatistics statistics = (SourceStatistics) told;
            assertThat(statistics.source()).isEqualTo("audit");
            assertThat(statistics.streams()).isEqualTo(1);
            assertThat(statistics.damaged()).isEmpty();
        });
        assertThat((List<?>) PageCode.call(state, "claims")).isEqualTo(List.of(1L));
    }

    @Test
    void whatIsRememberedCanBeTakenElsewhereAndBack() throws Exception {
        server.add("ann", "bob");
        PageCode.call(shop, "collect");
        byte[] export = (byte[]) PageCode.call(state, "export");
        assertThat(new String(export, UTF_8)).startsWith("{\"format\":\"tidemark-state\"");
        assertThat(PageCode.call(state, "plan", export)).isEqualTo(Map.of("audit", StateImport.Way.NOTHING));

        Object other = page.make("Shop", folder.resolve("other"), server.address());
        Object otherState = page.make("ShopState", other);
        assertThat(PageCode.call(otherState, "plan", export)).isEqualTo(Map.of("audit", StateImport.Way.PUT_BACK));
        assertThat((List<?>) PageCode.call(otherState, "list")).isEmpty();
        PageCode.call(otherState, "bring", export);
        server.add("eve");
        assertThat(PageCode.call(other, "collect")).isEqualTo(1L);
        assertThat(PageCode.call(shop, "collect")).isEqualTo(1L);
        assertThat(PageCode.call(otherState, "position")).isEqualTo("{\"records\":3}");
    }

    @Test
    void whatIsOldCanBeRemovedAndIsNotTakenForNew() throws Exception {
        server.add("ann", "bob");
        PageCode.call(shop, "collect");
        Instant before = Instant.now().plusSeconds(60);
        assertThat(((Judgement) judged("judge", Instant.EPOCH)).isRemoved()).isFalse();
        assertThat(((Judgement) judged("judge", before)).isRemoved()).isTrue();
        assertThat(PageCode.call(state, "position")).isEqualTo("{\"records\":2}");

        assertThat(((Judgement) judged("cleanup", before)).isRemoved()).isTrue();
        assertThat((List<?>) PageCode.call(state, "list")).isEmpty();
        assertThatThrownBy(() -> PageCode.call(shop, "collect"))
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("tidemark state rebuild");
        assertThat(PageCode.call(shop, "actions", "ann")).isEqualTo("1");
    }

    private Object judged(String how, Instant before) throws Exception {
        Object judgement = ((Map<?, ?>) PageCode.call(state, how, before)).get("audit");
        return Objects.requireNonNull(judgement);
    }

    @Test
    void whatIsRememberedCanBeForgottenAndThatTakenBack() throws Exception {
        server.add("ann", "bob");
        PageCode.call(shop, "collect");
        assertThat(PageCode.call(state, "previewReset")).isEqualTo("audit after {\"records\":0}");
        assertThat(PageCode.call(state, "position")).isEqualTo("{\"records\":2}");
        PageCode.call(state, "reset");
        assertThat(PageCode.call(state, "position")).isEqualTo("nowhere yet");
        PageCode.call(state, "undo");
        assertThat(PageCode.call(state, "position")).isEqualTo("{\"records\":2}");
        assertThat(PageCode.call(shop, "collect")).isEqualTo(0L);
        PageCode.call(state, "reset");
        assertThat(PageCode.call(shop, "collect")).isEqualTo(2L);
        assertThat(PageCode.call(shop, "actions", "ann")).isEqualTo("2");
    }
}
