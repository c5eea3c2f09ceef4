package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.engine.file.FileSourceConfig.Links;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are found, and what is said of those that are not. */
class FileSourceTest {
    @TempDir
    Path temporary;

    private Folder folder;

    @BeforeEach
    void folder() throws Exception {
        folder = new Folder(temporary.toRealPath());
    }

    private Collector collector(String... paths) {
        String[] below = new String[paths.length];
        for (int i = 0; i < paths.length; i++) {
            below[i] = folder.path() + "/" + paths[i];
        }
        return new Collector(FileSourceConfig.of(below)).settled();
    }

    private Collector collector(Links links) {
        return new Collector(new FileSourceConfig(
                        List.of(folder.path().toString()),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        links,
                        Duration.ofSeconds(5)))
                .settled();
    }

    @Test
    void namesTellTheLogsInAFolderButNotTheFilesThatPathsName() {
        folder.append("a.json", "a\n")
                .append("LICENSE", "b\n")
                .append("c/d.json.old", "d\n")
                .append("c/notes", "e\n");
        Collector named = new Collector(
                        FileSourceConfig.of(folder.path().toString()).withNames("*.json", "*.json.old"))
                .settled();

        assertThat(named.run()).containsExactlyInAnyOrder("a", "d");
        assertThat(named.ignored).containsExactlyInAnyOrder(folder.path() + "/LICENSE", folder.path() + "/c/notes");
        assertThat(new Collector(FileSourceConfig.of(folder.path() + "/LICENSE", folder.path() + "/c/n*")
                                .withNames("*.json"))
                        .settled()
                        .run())
                .containsExactlyInAnyOrder("b", "e");
        assertThat(new Collector(FileSourceConfig.of(folder.path().toString())
                                .withNames("*.json")
                                .withLayout("c/%{DATA}"))
                        .settled()
                        .run())
                .containsExactlyInAnyOrder("d", "e");
    }

    @Test
    void pathsAreFilesFoldersAndGlobs() {
        folder.append("a.log", "a\n")
                .append("b.txt", "b\n")
                .append("c/d.log", "d\n")
                .append("c/e/f.log", "f\n");
        assertThat(collector("a.log").run()).containsExactly("a");
        assertThat(collector("c").run()).containsExactlyInAnyOrder("d", "f");
        assertThat(collector("*.log").run()).containsExactly("a");
        assertThat(collector("**/*.log").run()).containsExactlyInAnyOrder("a", "d", "f");
        assertThat(collector("*/e").run()).containsExactly("f");
        assertThat(collector("{a,b}.*").run()).containsExactlyInAnyOrder("a", "b");
        assertThat(collector("c", "*/*.log", "c/d.log").run()).containsExactlyInAnyOrder("d", "f");
        Collector none = collector("*.none");
        assertThat(none.run()).isEmpty();
        assertThat(none.problems).isEmpty();
    }

    @Test
    void theLayoutOfAGlobBeginsAfterTheLastFolderWithoutWildcards() {
        folder.append("logs/web/2025-03-01.log", "1\n").append("logs/db/2025-03-02.log", "2\n");
        Collector collector = new Collector(FileSourceConfig.of(folder.path() + "/logs/*/*.log")
                        .withLayout("%{WORD:host}/%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log"))
                .settled();
        assertThat(collector.run()).containsExactlyInAnyOrder("1", "2");
        assertThat(collector.offered).extracting(Artifact::labels).contains(Map.of("host", "web"));
    }

    @Test
    void aPathThatDoesNotExistIsToldWithTheNearestName() {
        folder.append("access.log", "1\n");
        Collector collector = collector("acces.log", "access.log", "nowhere/*.log");
        assertThat(collector.run()).containsExactly("1");
        assertThat(collector.problems).hasSize(2);
        assertThat(collector.problems.getFirst().reason())
                .contains("there is no such file or folder")
                .contains("did you mean 'access.log'?");
        assertThat(collector.problems.getLast().place()).endsWith("nowhere");
    }

    @Test
    void linksInsideFoldersAreFollowedOnlyIfAllAre() throws Exception {
        folder.append("logs/a.log", "1\n").append("elsewhere/b.log", "2\n").append("c.log", "3\n");
        Files.createSymbolicLink(folder.file("logs/link"), folder.file("elsewhere"));
        Files.createSymbolicLink(folder.file("logs/c"), folder.file("c.log"));
        Files.createSymbolicLink(folder.file("given"), folder.file("logs"));
        assertThat(collector("given").run()).containsExactly("1");
        Collector all = collector(Links.ALL);
        assertThat(all.run()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(all.run()).isEmpty();
        assertThat(all.problems).isEmpty();
    }

    @Test
    void linksThatLeadInACircleAreTold() throws Exception {
        folder.append("a/a.log", "1\n").append("b/b.log", "2\n");
        Files.createSymbolicLink(folder.file("a/up"), folder.path());
        Files.createSymbolicLink(folder.file("a/self"), folder.file("a/self"));
        Files.createSymbolicLink(folder.file("a/over"), folder.file("b"));
        Files.createSymbolicLink(folder.file("b/back"), folder.file("a"));
        for (Links links : Links.values()) {
            Collector collector = collector(links);
            assertThat(collector.run()).containsExactlyInAnyOrder("1", "2");
            assertThat(collector.problems)
                    .extracting(Problem::place)
                    .contains(
                            folder.file("a/up").toString(),
                            folder.file("a/self").toString());
            assertThat(collector.problems)
                    .extracting(Problem::reason)
                    .anyMatch(reason -> reason.contains("not followed"));
        }
    }

    @Test
    void whatMayNotBeReadIsToldAndTheRestIsCollected() throws Exception {
        folder.append("a.log", "1\n").append("secret/b.log", "2\n").append("c.log", "3\n");
        Files.setPosixFilePermissions(folder.file("secret"), PosixFilePermissions.fromString("---------"));
        try {
            assumeTrue(!Files.isReadable(folder.file("secret")), "this user may read everything");
            Collector collector = collector("");
            assertThat(collector.run()).containsExactlyInAnyOrder("1", "3");
            assertThat(collector.problems).singleElement().satisfies(problem -> {
                assertThat(problem.place()).isEqualTo(folder.file("secret").toString());
                assertThat(problem.reason()).contains("permission denied").contains("leave it out of paths");
            });
        } finally {
            Files.setPosixFilePermissions(folder.file("secret"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aNameThatIsNotTextIsTold() throws Exception {
        folder.append("a.log", "1\n");
        Process shell = new ProcessBuilder("/bin/sh", "-c", "printf '2\\n' > \"$(printf 'b\\377.log')\"")
                .directory(folder.path().toFile())
                .start();
        assumeTrue(shell.waitFor(10, TimeUnit.SECONDS) && shell.exitValue() == 0, "this file system wants text");
        assumeTrue(
                "UTF-8".equals(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name())),
                "names are not UTF-8 here");
        Collector collector = collector("");
        assertThat(collector.run()).containsExactly("1");
        assertThat(collector.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("its name is not text")
                        .contains("LC_ALL=C.UTF-8"));
    }

    @Test
    void theConfigurationIsCheckedWhenItIsMade() {
        assertThatThrownBy(() -> FileSourceConfig.of()).hasMessageContaining("paths must name at least one");
        assertThatThrownBy(() -> FileSourceConfig.of("x").withLayout("%{NOPE:x}"))
                .hasMessageContaining("there is no pattern 'NOPE'");
    }

    @Test
    void manyCollectedFilesAreNotReadAgain() {
        for (int i = 0; i < 2_000; i++) {
            folder.append(i % 10 + "/" + i + ".log", i + "\n");
        }
        Collector collector = collector("");
        assertThat(collector.run()).hasSize(2_000);
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }
}
