package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.api.state.Mark;
import dev.tidemark.api.state.Marks;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that have no time in their names: what becomes of them between runs. */
class GenerationsTest {
    private static final String LONG = ("x".repeat(99) + "\n").repeat(90);

    /** As it was written for a file that began with two lines of one digit. */
    private static final String FIRST_VERSION = "1cw.dmzwl0gblnzw.4.puK3oEBoNDI.puK3oEBoNDI";

    @TempDir
    Path temporary;

    private Folder folder;
    private Collector collector;

    @BeforeEach
    void folder() throws Exception {
        folder = new Folder(temporary.toRealPath());
        collector = new Collector(FileSourceConfig.of(temporary.toString())).settled();
    }

    @Test
    @DisplayName("nothing-recollected: the same command twice collects only what is new")
    void theSameRunTwiceFindsNothingNew() {
        folder.append("a.log", "1\n2\n").append("b/c.log", "3\n");
        assertThat(collector.run()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.offered).hasSize(2);
        assertThat(collector.read).isEmpty();
    }

    @Test
    @DisplayName("same-id-without-config: ids do not depend on anything but the path at first sight")
    void idsArePaths() {
        folder.append("a.log", "1\n");
        collector.run();
        assertThat(collector.offered)
                .extracting(Artifact::id, Artifact::location)
                .containsExactly(tuple(
                        folder.file("a.log").toString(), folder.file("a.log").toString()));
        Collector other = new Collector(FileSourceConfig.of(folder.file("a.log").toString())).settled();
        other.states.putAll(collector.states);
        assertThat(other.run()).isEmpty();
    }

    @Test
    @DisplayName("ids-change-with-version: what the first version remembered of a file is understood")
    void theFirstVersionsEvidenceIsUnderstood() {
        folder.append("a.log", "1\n2\n3\n").append("b.log", "8\n9\n3\n");
        Instant time = Instant.parse("2025-03-01T00:00:00Z");
        Mark mark = new Mark(time, 4, 4, FIRST_VERSION);
        Map<String, Mark> marks = Map.of(
                folder.file("a.log").toString(), mark, folder.file("b.log").toString(), mark);
        collector.states.put(
                Walk.TIMELESS, new CollectionState(List.of(), Marks.of(marks), List.of(), Optional.empty()));

        assertThat(collector.run()).containsExactlyInAnyOrder("3", "8", "9", "3");
        assertThat(collector.run()).isEmpty();
    }

    @Test
    void aGrownFileGoesOnWhereItWasLeft() {
        folder.append("a.log", "1\n" + LONG);
        collector.run();
        folder.append("a.log", "2\n3\n");
        assertThat(collector.run()).containsExactly("2", "3");
        assertThat(collector.read.getFirst().next()).isEqualTo(2 + LONG.length());
    }

    @Test
    @DisplayName("half-written-file: a line that is written in two halves is one row")
    void anUnfinishedLineIsLeftWhileTheFileIsWrittenTo() {
        collector.busy();
        folder.append("a.log", "1\nhal");
        assertThat(collector.run()).containsExactly("1");
        assertThat(collector.run()).isEmpty();
        folder.append("a.log", "f\n");
        assertThat(collector.run()).containsExactly("half");
        assertThat(collector.settled().run()).isEmpty();
    }

    @Test
    void anUnfinishedLineCountsOnceTheFileIsLeftAlone() {
        collector.busy();
        folder.append("a.log", "1\nlast");
        assertThat(collector.run()).containsExactly("1");
        assertThat(collector.settled().run()).containsExactly("last");
        assertThat(collector.run()).isEmpty();
        folder.append("a.log", "\n2\n");
        assertThat(collector.run()).containsExactly("", "2");
    }

    @Test
    void aRenamedFileKeepsItsIdAndItsPlace() {
        folder.append("access.log", "1\n");
        collector.run();
        String id = collector.offered.getFirst().id();
        folder.append("access.log", "2\n").rename("access.log", "access.log.1").append("access.log", "3\n");
        assertThat(collector.run()).containsExactly("2", "3");
        assertThat(collector.read).extracting(Artifact::id).first().isEqualTo(id);
        assertThat(collector.read.getLast().id()).startsWith(id + "@");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }

    @Test
    void aCompressedFileGoesOnAsWhatItWas() {
        folder.append("access.log", LONG + "1\n");
        collector.run();
        folder.append("access.log", "2\n").rename("access.log", "access.log.1");
        folder.gzip("access.log.1", "access.log.2.gz").delete("access.log.1").append("access.log", LONG + "3\n");
        assertThat(collector.run()).contains("2", "3").hasSize(92);
        assertThat(collector.run()).isEmpty();
        folder.rename("access.log.2.gz", "access.log.3.gz");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).extracting(Artifact::content).containsExactly(Artifact.Content.KNOWN);
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }

    @Test
    void aCompressedFileThatWasJustMadeIsReadOnce() {
        folder.gzipText("a.log.gz", "1\n2\n").gzipText("b.log.gz", "3\nunfinished");
        assertThat(collector.busy().run()).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(collector.settled().run()).containsExactly("unfinished");
        assertThat(collector.read)
                .extracting(Artifact::content)
                .containsExactlyInAnyOrder(Artifact.Content.KNOWN, Artifact.Content.WHOLE);
        collector.run();
        assertThat(collector.read).isEmpty();
    }

    @Test
    void howAFileIsCompressedDoesNotMatter() {
        folder.append("a.log", LONG + "1\n").append("b.log", "2\n");
        collector.run();
        folder.append("a.log", "3\n").zip("a.log", "a.log.1.zip").delete("a.log");
        folder.append("b.log", "4\n").gzip("b.log", "b-without-ending").delete("b.log");
        assertThat(collector.run()).containsExactlyInAnyOrder("3", "4");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.problems).isEmpty();
    }

    @Test
    void severalGenerationsThatWereMadeWhileStoppedAreEachReadOnce() {
        folder.append("access.log", "1\n");
        collector.run();
        folder.append("access.log", "2\n").gzip("access.log", "access.log.3.gz").delete("access.log");
        folder.append("access.log", "3\n").gzip("access.log", "access.log.2.gz").delete("access.log");
        folder.append("access.log", "4\n").rename("access.log", "access.log.1").append("access.log", "5\n");
        assertThat(collector.run()).containsExactlyInAnyOrder("2", "3", "4", "5");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.problems).isEmpty();
    }

    @Test
    @DisplayName("truncate-while-down: a file that was emptied and grew past its old size is read from its start")
    void anEmptiedFileIsNewAndItsCopyIsTheOld() {
        folder.append("a.log", "1\n");
        collector.run();
        folder.append("a.log", "2\n").copy("a.log", "a.log.1").truncate("a.log").append("a.log", "3\n4\n5\n6\n");
        assertThat(collector.run()).containsExactlyInAnyOrder("2", "3", "4", "5", "6");
        assertThat(collector.run()).isEmpty();
        folder.truncate("a.log");
        assertThat(collector.run()).isEmpty();
        folder.append("a.log", "7\n");
        assertThat(collector.run()).containsExactly("7");
    }

    @Test
    void aCopyThatRotationIsStillMakingWaits() {
        collector.busy();
        folder.append("a.log", LONG + "1\n");
        collector.run();
        folder.copy("a.log", "a.log.1");
        assertThat(collector.run()).isEmpty();
        folder.truncate("a.log").append("a.log", "2\n");
        assertThat(collector.run()).containsExactly("2");
        assertThat(collector.settled().run()).isEmpty();
        assertThat(collector.problems).isEmpty();
    }

    @Test
    void aCompressedCopyWaitsForAsLongAsTheOriginalIsThere() {
        folder.append("a.log", LONG + "1\n");
        collector.run();
        folder.gzip("a.log", "a.log.gz");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.run()).isEmpty();
        folder.delete("a.log");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read)
                .extracting(Artifact::location)
                .containsExactly(folder.file("a.log.gz").toString());
    }

    @Test
    @DisplayName("inode-reuse: a new file in the place and the inode of a deleted one is new")
    void aFileThatWasDeletedAndMadeAgainIsNew() {
        folder.append("a.log", "1\n2\n");
        collector.run();
        folder.delete("a.log").append("a.log", "3\n4\n5\n");
        assertThat(collector.run()).containsExactly("3", "4", "5");
        folder.delete("a.log").append("b.log", "6\n7\n8\n");
        assertThat(collector.run()).containsExactly("6", "7", "8");
    }

    @Test
    @DisplayName("small-file-fingerprint: two files that begin alike, or are alike, are two")
    void filesThatBeginAlikeAreTwo() {
        folder.append("a.log", LONG).append("b.log", LONG + "b\n").append("c.log", LONG);
        assertThat(collector.run()).hasSize(271);
        folder.append("a.log", "a\n").append("d.log", LONG + "d\n");
        assertThat(collector.run()).contains("a", "d").hasSize(92);
        assertThat(collector.run()).isEmpty();
    }

    @Test
    @DisplayName("small-file-fingerprint: a file shorter than the fingerprint grows and is renamed")
    void aSmallFileIsComparedOverItsRememberedLength() {
        folder.append("a.log", "header\n");
        collector.run();
        folder.append("a.log", "1\n").rename("a.log", "a.log.1").append("a.log", "header\n2\n");
        assertThat(collector.run()).containsExactlyInAnyOrder("header", "1", "2");
        assertThat(collector.run()).isEmpty();
    }

    @Test
    @DisplayName("overwritten-object: of a replaced file the old rows stay and the new version is collected")
    void aReplacedFileIsReadFromItsStart() {
        folder.append("a.csv", "1\n2\n");
        collector.run();
        folder.replace("a.csv", "1\n3\n4\n");
        assertThat(collector.run()).containsExactly("1", "3", "4");
        assertThat(collector.rows).containsExactly("1", "2", "1", "3", "4");
        assertThat(collector.problems).isEmpty();
    }

    @Test
    @DisplayName("rotate-faster-than-read: what was rotated away unread is reported")
    void aFileThatWasRotatedAwayWhileItWasWrittenToIsAGap() {
        collector.busy();
        folder.append("a.log", "1\n");
        collector.run();
        folder.append("a.log", "2\n").delete("a.log").append("a.log", "3\n");
        assertThat(collector.run()).containsExactly("3");
        assertThat(collector.problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains("what followed byte 2 is not collected")
                        .contains("Collect more often"));
        collector.run();
        assertThat(collector.problems).isEmpty();
    }

    @Test
    void aTouchedFileHasNothingNew() throws Exception {
        folder.append("a.log", "1\n");
        collector.run();
        Files.setPosixFilePermissions(folder.file("a.log"), PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(folder.file("a.log"), FileTime.fromMillis(0));
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).hasSize(1);
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }

    @Test
    @DisplayName("busy-bucket-duplicates: files that are added while listing are each read once")
    void filesThatAppearDuringARunAreReadOnce() {
        for (int run = 0; run < 5; run++) {
            for (int file = 0; file < 50; file++) {
                folder.append(run + "-" + file + ".log", run + "-" + file + "\n");
            }
            String late = "late" + run;
            collector
                    .afterListing(() -> folder.append(late + ".log", late + "\n"))
                    .run();
        }
        collector.afterListing(() -> {}).run();
        assertThat(collector.rows).hasSize(255).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("read-offset-is-not-sent-offset: what was read and not counted is read again")
    void whatIsNotCountedIsReadAgain() {
        folder.append("a.log", "1\n");
        collector.run();
        collector.states.clear();
        assertThat(collector.run()).containsExactly("1");
    }

    @Test
    void aFileThatIsRotatedBetweenListingAndReadingIsReadOnce() {
        folder.append("a.log", "1\n");
        collector
                .afterListing(() -> folder.rename("a.log", "a.log.1").append("a.log", "2\n2\n"))
                .run();
        collector.afterListing(() -> {}).run();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.rows).containsExactlyInAnyOrder("1", "2", "2");
    }

    @Test
    void aFileThatIsRotatedBetweenReadingAndMarkingIsRecognised() throws Exception {
        folder.append("a.log", LONG + "1\n");
        collector.run();
        Artifact artifact = collector.read.getFirst();
        try (FileSource source = collector.source()) {
            try (InputStream bytes = source.open(artifact)) {
                bytes.readAllBytes();
            }
            folder.rename("a.log", "a.log.1").append("a.log", "2\n");
            Mark mark = source.mark(artifact, artifact.size());
            assertThat(collector.state(artifact.stream()).mark(artifact.id())).contains(mark);
        }
        assertThat(collector.run()).containsExactly("2");
    }

    @Test
    void aFileThatIsEmptiedWhileItIsReadIsNotCounted() throws Exception {
        folder.append("a.log", LONG);
        collector.run();
        Artifact artifact = collector.read.getFirst();
        try (FileSource source = collector.source();
                InputStream bytes = source.open(artifact)) {
            bytes.readNBytes(100);
            folder.truncate("a.log");
            assertThatThrownBy(bytes::readAllBytes).hasMessageContaining("was changed after it was listed");
            assertThatThrownBy(() -> source.mark(artifact, 100))
                    .hasMessageContaining("was changed after it was listed");
        }
    }

    @Test
    void whatIsAppendedAfterListingIsForTheNextRun() {
        collector.busy();
        folder.append("a.log", "1\n");
        collector.afterListing(() -> folder.append("a.log", "2\n"));
        assertThat(collector.run()).containsExactly("1");
        collector.afterListing(() -> {});
        assertThat(collector.run()).containsExactly("2");
    }

    @Test
    void aFileThatVanishesAfterListingIsToldAndTheRestIsRead() {
        folder.append("a.log", "1\n").append("b.log", "2\n");
        collector.afterListing(() -> folder.delete("a.log"));
        assertThat(collector.run()).containsExactly("2");
        assertThat(collector.problems)
                .extracting(Problem::place)
                .containsExactly(folder.file("a.log").toString());
    }

    @Test
    void filesAreOfferedInTheOrderInWhichTheyChanged() {
        List<String> names = List.of("z.log", "m.log", "a.log");
        names.forEach(name -> folder.append(name, name + "\n"));
        collector.run();
        assertThat(collector.offered).isSortedAccordingTo(Comparator.comparing(Artifact::changed));
        assertThat(collector.rows).hasSize(3);
    }

    @Test
    void aWholeFolderThatMovedIsKnownWithoutBeingReadAgain() {
        for (int i = 0; i < 20; i++) {
            folder.append("old/" + i + ".log", "line " + i + "\n").gzipText("old/z" + i + ".gz", "zipped " + i + "\n");
        }
        assertThat(collector.run()).hasSize(40);
        folder.rename("old", "new");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).extracting(Artifact::content).containsOnly(Artifact.Content.KNOWN);
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
    }
}
