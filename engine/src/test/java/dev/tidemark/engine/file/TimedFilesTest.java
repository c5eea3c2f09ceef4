package dev.tidemark.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.Granularity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose path names their time. */
class TimedFilesTest {
    private static final String DAILY =
            "(%{WORD:team}/)?%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA:name}.log";
    private static final String FLAT = "%{DATA:host}-%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log(\\.gz)?";

    @TempDir
    Path temporary;

    private Folder folder;

    @BeforeEach
    void folder() throws Exception {
        folder = new Folder(temporary.toRealPath());
    }

    private Collector collector(String layout) {
        return new Collector(FileSourceConfig.of(temporary.toString()).withLayout(layout)).settled();
    }

    @Test
    void eachFolderAboveTheTimeIsAStream() {
        folder.append("blue/2025/03/10/a.log", "1\n")
                .append("2025/03/10/b.log", "2\n")
                .append("blue/x.log", "3\n");
        Collector collector = collector(DAILY);
        assertThat(collector.run()).containsExactlyInAnyOrder("1", "2");
        assertThat(collector.offered)
                .extracting(Artifact::stream)
                .containsExactlyInAnyOrder(
                        folder.file("blue").toString(), folder.path().toString());
        Artifact blue = collector.offered.stream()
                .filter(artifact -> artifact.stream().endsWith("blue"))
                .findFirst()
                .orElseThrow();
        assertThat(blue.labels()).isEqualTo(Map.of("team", "blue", "name", "a"));
        assertThat(blue.period().start()).isEqualTo(Instant.parse("2025-03-10T00:00:00Z"));
        assertThat(blue.period().granularity()).isEqualTo(Granularity.DAY);
        assertThat(blue.id()).isEqualTo(folder.file("blue/2025/03/10/a.log").toString());
    }

    @Test
    void aStreamIsOfferedInTheOrderOfTimeWhereTheOrderOfPathsIsAnother() {
        for (String host : List.of("web1", "web2", "db")) {
            for (int day = 9; day <= 12; day++) {
                folder.append("%s-2025-03-%02d.log".formatted(host, day), host + day + "\n");
            }
        }
        Collector flat = collector(FLAT);
        assertThat(flat.run()).hasSize(12);
        assertThat(starts(flat)).isSorted().hasSize(12);

        folder.append("2025/03/host1/05/a", "").append("2025/03/host2/04/a", "").append("2025/02/z/28/a", "");
        Collector mixed = collector("%{YEAR:year}/%{MONTHNUM:month}/%{WORD:host}/%{MONTHDAY:day}/%{DATA}");
        mixed.run();
        assertThat(starts(mixed)).isSorted().hasSize(3);
    }

    @Test
    void entriesOfOneFolderAreOfferedInTheOrderOfTimeTogether() {
        folder.append("web-2025-03-10.log", "1\n").append("db-2025-03-09.log", "2\n");
        Collector collector = new Collector(FileSourceConfig.of(temporary + "/web-*.log", temporary + "/db-*.log")
                        .withLayout(FLAT))
                .settled();
        assertThat(collector.run()).hasSize(2);
        assertThat(collector.offered)
                .extracting(Artifact::stream)
                .hasSize(2)
                .containsOnly(folder.path().toString());
        assertThat(starts(collector)).isSorted().hasSize(2);
    }

    @Test
    void boundsLeaveOutWhatIsBeforeAndAfter() {
        for (int day = 9; day <= 13; day++) {
            folder.append("2025/03/%02d/a.log".formatted(day), day + "\n");
        }
        Collector collector = collector(DAILY).within("2025-03-10T13:00:00Z", "2025-03-12T00:00:00Z");
        assertThat(collector.run()).containsExactly("10", "11");
    }

    @Test
    @DisplayName("nothing-recollected, stateless-windows-exact-id: what is collected is not entered again")
    void collectedFoldersAreLeftOut() throws Exception {
        folder.append("2025/03/10/a.log", "1\n").append("2025/03/11/a.log", "2\n");
        Collector collector = collector(DAILY);
        assertThat(collector.run()).hasSize(2);
        assertThat(collector.run()).isEmpty();
        assertThat(collector.offered).isEmpty();
    }

    @Test
    @DisplayName("late-object-old-name: a file that turns up in a collected period is not taken")
    void whatComesAfterItsPeriodWasCollectedIsLate() {
        folder.append("a-2025-03-10.log", "1\n");
        Collector collector = collector(FLAT);
        collector.run();
        folder.append("b-2025-03-10.log", "2\n").append("a-2025-03-11.log", "3\n");
        collector.run();
        assertThat(collector.offered).hasSize(3);
        Artifact late = collector.offered.stream()
                .filter(artifact -> artifact.location().contains("b-2025"))
                .findFirst()
                .orElseThrow();
        assertThat(collector.state(late.stream()).late(late, Instant.EPOCH)).isTrue();
        assertThat(collector.rows).doesNotContain("2");
    }

    @Test
    void todaysFileGoesOnWhereItWasLeft() {
        String today = Instant.now().toString().substring(0, 10);
        folder.append("a-" + today + ".log", "1\n2");
        Collector collector = collector(FLAT).busy();
        assertThat(collector.run()).containsExactly("1");
        assertThat(collector.run()).isEmpty();
        folder.append("a-" + today + ".log", "\n3\n");
        assertThat(collector.run()).containsExactly("2", "3");
        folder.gzip("a-" + today + ".log", "a-" + today + ".log.gz");
        assertThat(collector.run()).isEmpty();
        folder.delete("a-" + today + ".log");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.run()).isEmpty();
        assertThat(collector.read).isEmpty();
        assertThat(collector.rows).containsExactly("1", "2", "3");
    }

    @Test
    @DisplayName("overwritten-object: a replaced file at the edge is collected again, its old rows stay")
    void aReplacedFileAtTheEdgeIsReadFromItsStart() {
        String today = Instant.now().toString().substring(0, 10);
        folder.append("a-" + today + ".log", "1\n2\n");
        Collector collector = collector(FLAT);
        collector.run();
        folder.replace("a-" + today + ".log", "3\n");
        assertThat(collector.run()).containsExactly("3");
        assertThat(collector.run()).isEmpty();
        assertThat(collector.rows).containsExactly("1", "2", "3");
    }

    @Test
    void aDateThatDoesNotExistIsAProblem() {
        folder.append("a-2025-06-31.log", "1\n")
                .append("a-2025-06-30.log", "2\n")
                .append("2025/06/31/a.log", "3\n");
        Collector flat = collector(FLAT);
        assertThat(flat.run()).containsExactly("2");
        assertThat(flat.problems)
                .containsExactly(new Problem(
                        folder.file("a-2025-06-31.log").toString(),
                        "its path names a time that does not exist (Invalid date 'JUNE 31'), so it is not collected:"
                                + " rename it, or correct file_layout"));
        Collector daily = collector(DAILY);
        daily.run();
        assertThat(daily.problems)
                .extracting(Problem::place)
                .containsExactly(folder.file("2025/06/31").toString());
    }

    private static List<Instant> starts(Collector collector) {
        return collector.offered.stream()
                .map(artifact -> artifact.period().start())
                .toList();
    }
}
