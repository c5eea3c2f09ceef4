package dev.tidemark.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Event;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Event.Summary;
import dev.tidemark.api.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Problem PROBLEM = new Problem("/logs/x", "no permission");
    private static final Summary SUMMARY = new Summary(
            2, 3_000_000, new RowCounts(1500, 1448, 50, 2), 0, 0, 0, 1, Duration.ofMillis(1250), List.of(PROBLEM));
    private static final List<Event> EVENTS = List.of(
            new Event.Started("trail"),
            new Event.Discovered("trail", "/logs/a", 1_000_000),
            new Event.Discovered("trail", "/logs/b", 2_000_000),
            new Event.Troubled("trail", PROBLEM),
            new Event.Listed("trail", 2, 3_000_000),
            new Event.Extracted("trail", "/logs/a", 1_000_000, new RowCounts(1000, 1000, 0, 0)),
            new Event.ChunkWritten("trail", 1, 1000, 5000),
            new Event.Committed("trail", 1, 1, 1000),
            new Event.Completed("trail", SUMMARY));

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void linesSayWhatThereIsToDoAndHowItEnded() {
        try (Progress progress = new PlainProgress(out, nanos::get)) {
            EVENTS.forEach(progress::accept);
        }

        assertThat(text).hasToString("""
                        trail: /logs/x: no permission
                        trail: 2 artifacts, 3.0 MB to collect
                        trail: 1,448 rows from 2 artifacts, 50 filtered, 2 quarantined, 1 problem, 1.3 s
                        """);
    }

    @Test
    void aLongRunSaysHowFarItIsNowAndThen() {
        try (Progress progress = new PlainProgress(out, nanos::get)) {
            EVENTS.subList(0, 6).forEach(progress::accept);
            progress.accept(new Event.Committed("trail", 1, 1, 1000));
            nanos.addAndGet(11_000_000_000L);
            progress.accept(new Event.Committed("trail", 2, 1, 0));
        }

        assertThat(text.toString()).endsWith("to collect\ntrail: 33 %, 1 of 2 artifacts, 1,000 rows\n");
    }

    @Test
    void nothingNewIsSaid() {
        Summary nothing = new Summary(0, 0, RowCounts.NONE, 0, 0, 0, 0, Duration.ofMillis(3), List.of());
        try (Progress progress = new PlainProgress(out, nanos::get)) {
            progress.accept(new Event.Listed("trail", 0, 0));
            progress.accept(new Event.Completed("trail", nothing));
        }

        assertThat(text).hasToString("trail: nothing new\n");
    }

    @Test
    void whatIsIgnoredIsNamedWithWhatToDo() {
        try (Progress progress = new PlainProgress(out, nanos::get)) {
            progress.accept(new Event.Ignored("trail", 1, List.of("/logs/LICENSE")));
            progress.accept(new Event.Ignored("trail", 5, List.of("/logs/a", "/logs/b", "/logs/c")));
        }

        assertThat(text).hasToString("""
                        trail: 1 file ignored, whose name is not that of a log of this table (LICENSE); names = ["*"] takes it too
                        trail: 5 files ignored, whose names are not those of logs of this table (a, b, c, …); names = ["*"] takes them too
                        """);
    }

    @Test
    void aWarningIsSaidInEveryForm() {
        Event warned = new Event.Warned("trail", "it may forget");
        List<Progress> forms = List.of(
                new PlainProgress(out, nanos::get),
                new JsonProgress(out),
                new BarProgress(out, new BarLine(80, false), nanos::get));
        for (Progress progress : forms) {
            try (progress) {
                progress.accept(warned);
            }
        }

        assertThat(text.toString()).startsWith("""
                        trail: warning: it may forget
                        {"event":"warned","source":"trail","message":"it may forget"}
                        """).contains("\u001b[Jtrail: warning: it may forget\n");
    }

    @Test
    void everyEventIsAJsonObject() {
        try (Progress progress = new JsonProgress(out)) {
            EVENTS.forEach(progress::accept);
        }

        assertThat(text.toString().lines())
                .hasSize(EVENTS.size())
                .contains(
                        "{\"event\":\"discovered\",\"source\":\"trail\",\"location\":\"/logs/a\",\"bytes\":1000000}",
                        "{\"event\":\"problem\",\"source\":\"trail\",\"place\":\"/logs/x\",\"reason\":\"no permission\"}",
                        "{\"event\":\"committed\",\"source\":\"trail\",\"claim\":1,\"chunks\":1,\"rows\":1000}",
                        "{\"event\":\"completed\",\"source\":\"trail\",\"artifacts\":2,\"bytes\":3000000,\"read\":1500,"
                                + "\"stored\":1448,\"filtered\":50,\"quarantined\":2,\"set_aside\":0,\"unfinished\":0,\"late\":0,"
                                + "\"claims\":1,\"seconds\":1.25,"
                                + "\"problems\":[{\"place\":\"/logs/x\",\"reason\":\"no permission\"}]}");
    }

    @Test
    void barsFitTheTerminal() {
        BarLine line = new BarLine(80, false);
        Tally tally = new Tally(0);
        String listing = line.of("trail", 5, tally.figures(1));
        EVENTS.subList(0, 6).forEach(tally::add);
        String reading = line.of("trail", 5, tally.figures(2_000_000_000L));
        tally.add(new Event.Completed("trail", SUMMARY));
        String done = line.of("a-source-with-quite-a-long-name", 31, tally.figures(3));

        assertThat(listing).isEqualTo("trail  ░░░░░░░░░░░░░░  0 rows  0 of 0 found so far");
        assertThat(reading).isEqualTo("trail  ████▌░░░░░░░░░   33%  1,000 rows  1/2 files  500 kB/s  0:04 left");
        assertThat(done).isEqualTo("a-source-with-quite-a-l…  ██████████████  1,448 rows  2 files  3.0 MB  1.3 s");
        assertThat(List.of(listing, reading, done))
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(80));
    }

    @Test
    void aNarrowTerminalCutsTheLine() {
        Tally tally = new Tally(0);
        EVENTS.subList(0, 6).forEach(tally::add);

        assertThat(new BarLine(40, false).of("trail", 5, tally.figures(2_000_000_000L)))
                .hasSizeLessThan(40)
                .endsWith("…");
    }

    @Test
    void barsAreRedrawnInPlaceAndProblemsScrollBy() {
        try (Progress progress = new BarProgress(out, new BarLine(80, false), nanos::get)) {
            EVENTS.forEach(progress::accept);
        }

        assertThat(text.toString()).endsWith("""
                        \r\u001b[Jtrail: /logs/x: no permission
                        trail  ██████████████  1,448 rows  2 files  3.0 MB  1.3 s
                        """);
    }
}
