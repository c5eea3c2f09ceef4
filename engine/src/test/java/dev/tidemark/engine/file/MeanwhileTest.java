package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to files between two calls that the source makes to the file system. */
class MeanwhileTest {
    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);

    @TempDir
    Path temporary;

    private Folder folder;
    private Collector collector;
    private Runnable action = () -> {};

    @BeforeEach
    void folder() throws Exception {
        folder = new Folder(temporary.toRealPath());
        collector = new Collector(FileSourceConfig.of(temporary.toString()));
    }

    /** Once, before a call that concerns a file. */
    private WatchedFiles before(String expected, String name) {
        return before(expected, name, time -> FileTime.from(clock.instant()));
    }

    private WatchedFiles before(String expected, String name, UnaryOperator<FileTime> times) {
        return new WatchedFiles(times, (call, path) -> {
            if (call.equals(expected) && path.equals(folder.file(name))) {
                Runnable once = action;
                action = () -> {};
                once.run();
            }
        });
    }

    @Test
    @DisplayName("A file that is compressed after it was listed, and listed again as that, is read once")
    void aFileThatIsListedAsItselfAndCompressedIsReadOnce() {
        folder.append("a.log", "1\n").append("a.log.1", "0\n").append("a.log.9.gz", "");
        collector.settled().run();
        action = () -> folder.gzip("a.log", "a.log.9.gz").delete("a.log").append("a.log", "2\n");
        collector
                .through(before("attributes", "a.log.9.gz", time -> time), Clock.systemUTC())
                .run();
        collector.run();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.rows).containsExactlyInAnyOrder("0", "1", "2");
    }

    @Test
    @DisplayName("A file that takes another one's place and size within the same tick of the clock is another one")
    void aTickIsNotEnoughToTellFilesApart() {
        collector.through(before("", ""), clock);
        folder.append("a.log", "1\n");
        collector.run();
        folder.rename("a.log", "a.log.1").append("a.log", "2\n");
        assertThat(collector.run()).containsExactly("2");
        assertThat(collector.settled().run()).isEmpty();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }

    @Test
    @DisplayName("A file that is copied, emptied and written to again while it is read is not counted")
    void aFileThatIsEmptiedAndFilledWhileItIsReadIsReadOnce() {
        folder.append("a.log", "1\n");
        action = () -> folder.copy("a.log", "a.log.1").truncate("a.log").append("a.log", "2\n3\n");
        Runnable refill = action;
        action = () -> {};
        collector
                .afterListing(() -> action = refill)
                .through(before("attributes", "a.log"), clock)
                .run();
        assertThat(collector.rows).isEmpty();
        collector.afterListing(() -> {}).settled().run();
        assertThat(collector.rows).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    @DisplayName("A copy that was listed before it was whole waits for another run")
    void aCopyThatWasListedInPartIsReadOnce() {
        folder.append("a.log", "1\n2\n");
        collector.through(before("open", "a.log.1"), clock).run();
        folder.append("a.log.1", "1\n").truncate("a.log");
        action = () -> folder.append("a.log.1", "2\n");
        collector.run();
        collector.run();
        assertThat(collector.settled().run()).isEmpty();
        assertThat(collector.rows).containsExactly("1", "2");
    }

    @Test
    @DisplayName("The copy of a file that is emptied while the copy is looked into is not new")
    void aCopyOfAFileThatIsEmptiedIsNotNew() {
        folder.append("a.log", "1\n");
        collector.through(before("open", "a.log.1"), clock).run();
        folder.copy("a.log", "a.log.1");
        action = () -> folder.truncate("a.log").append("a.log", "2\n");
        collector.run();
        collector.run();
        assertThat(collector.settled().run()).isEmpty();
        assertThat(collector.rows).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    @DisplayName("A file is found where rotation took it, though nobody may read yet what lies in its place")
    void aNewFileThatMayNotBeReadYetHidesNoOldOne() {
        folder.append("a.log", "1\n");
        collector.run();
        folder.append("a.log", "2\n").rename("a.log", "a.log.1").append("a.log", "3\n");
        WatchedFiles created = new WatchedFiles(time -> time, (call, path) -> {
            if (call.equals("open") && path.equals(folder.file("a.log"))) {
                throw new AccessDeniedException(path.toString());
            }
        });
        assertThat(collector.through(created, Clock.systemUTC()).run()).containsExactly("2");
        assertThat(collector.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("permission denied"));
        assertThat(collector.through(before("", ""), Clock.systemUTC()).run()).containsExactly("3");
    }
}
