package dev.tidemark.api.state;

import static dev.tidemark.api.state.Notation.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Increment.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The numbered worked examples of the collection state, one table after another: state before | event | wanted? | state
 * after.
 *
 * <p>An event is a run's settings and, after a colon and a space, its steps: {@code a @ 03-01} is offered and, if
 * wanted, committed in a chunk of its own; with {@code open} it is not committed yet (or failed), {@code commit a} does
 * so later; {@code complete} ends the run; {@code cut} begins an overwrite. Settings that a row leaves out are those of
 * the table's first line; a run without {@code from} begins where the state says. {@code same run} goes on with the run
 * of the row before.
 */
class WorkedExamplesTest {
    @TestFactory
    Stream<DynamicTest> oneDayOldestFirst() {
        return table(Granularity.DAY, "now 03-05T12:00, from 03-01", """
             1 | —                                | a @ 03-01                   | yes  | [03-01, 03-01) e{a}
             2 | [03-01, 03-01) e{a}              | a @ 03-01                   | no   | [03-01, 03-01) e{a}
             3 | [03-01, 03-01) e{a}              | b @ 03-01                   | yes  | [03-01, 03-01) e{a b}
             4 | [03-01, 03-01) e{a b}            | c @ 03-02                   | yes  | [03-01, 03-02) e{c}
             5 | [03-01, 03-02) e{c}              | z @ 03-01                   | no   | [03-01, 03-02) e{c}
             6 | [03-01, 03-01) e{a b}            | z @ 03-01 open; c @ 03-02   | yes  | [03-01, 03-01) e{a b c}
             7 | [03-01, 03-01) e{a b c}          | same run: commit z          | done | [03-01, 03-02) e{c}
             8 | [03-01, 03-02) e{c}              | x @ 03-04                   | yes  | [03-01, 03-04) e{x}
             9 | [03-01, 03-04) e{x}              | complete                    | done | [03-01, 03-05)
            10 | [03-01, 03-04) e{x}              | y @ 03-05; complete         | yes  | [03-01, 03-05) e{y}
            11 | [03-01, 03-04) e{x}              | z @ 03-05 open; complete    | yes  | [03-01, 03-04) e{x}
            """);
    }

    @TestFactory
    Stream<DynamicTest> oneDayFollowingRuns() {
        return table(Granularity.DAY, "now 03-05T18:00", """
            12 | [03-01, 03-05) e{y@03-05}        | y @ 03-05                              | no   | [03-01, 03-05) e{y}
            13 | [03-01, 03-05) e{y}              | y2 @ 03-05                             | yes  | [03-01, 03-05) e{y y2}
            14 | [03-01, 03-05) e{y y2}           | now 03-06T10:00: w @ 03-05             | yes  | [03-01, 03-05) e{w y y2}
            15 | [03-01, 03-05) e{w y y2}         | now 03-06T10:00: v @ 03-06             | yes  | [03-01, 03-06) e{v}
            16 | [03-01, 03-06) e{v}              | now 03-06T10:00: u @ 03-05             | no   | [03-01, 03-06) e{v}
            17 | [03-01, 03-05) e{y y2}           | now 03-06T10:00, d 24h: v @ 03-06      | yes  | [03-01, 03-05) e{v y y2}
            18 | [03-01, 03-05) e{v y y2}         | now 03-06T10:00, d 24h: u @ 03-05      | yes  | [03-01, 03-05) e{u v y y2}
            19 | [03-01, 03-05) e{u v y y2}       | now 03-06T10:00, d 24h: y @ 03-05      | no   | [03-01, 03-05) e{u v y y2}
            20 | [03-01, 03-05) e{u v y y2}       | now 03-07T09:00, d 24h: complete       | done | [03-01, 03-06) e{v}
            """);
    }

    @TestFactory
    Stream<DynamicTest> oneHour() {
        return table(Granularity.HOUR, "now 10:45, from 08:00", """
            21 | —                         | p @ 08:00                       | yes  | [08:00, 08:00) e{p}
            22 | [08:00, 08:00) e{p}       | q @ 10:00                       | yes  | [08:00, 10:00) e{q}
            23 | [08:00, 10:00) e{q}       | complete                        | done | [08:00, 10:00) e{q}
            24 | [08:00, 10:00) e{q}       | now 11:20: r @ 10:00            | yes  | [08:00, 10:00) e{q r}
            25 | [08:00, 10:00) e{q r}     | now 11:20: s @ 11:00            | yes  | [08:00, 11:00) e{s}
            26 | [08:00, 10:00) e{q r}     | now 11:20, d 30m: s @ 11:00     | yes  | [08:00, 10:00) e{q r s}
            27 | [08:00, 10:00) e{q r s}   | now 11:40, d 30m: complete      | done | [08:00, 11:00) e{s}
            """);
    }

    @TestFactory
    Stream<DynamicTest> oneSecond() {
        return table(Granularity.SECOND, "now 13:00, from 12:00:00", """
            28 | —                                 | i1 @ 12:00:01.2    | yes  | [12:00:00, 12:00:01) e{i1}
            29 | [12:00:00, 12:00:01) e{i1}        | i2 @ 12:00:01.9    | yes  | [12:00:00, 12:00:01) e{i1 i2}
            30 | [12:00:00, 12:00:01) e{i1 i2}     | i3 @ 12:00:02      | yes  | [12:00:00, 12:00:02) e{i3}
            31 | [12:00:00, 12:00:02) e{i3}        | i4 @ 12:00:01      | no   | [12:00:00, 12:00:02) e{i3}
            """);
    }

    @TestFactory
    Stream<DynamicTest> oneMillisecond() {
        return table(Granularity.MILLISECOND, "now 11:00", """
            32 | [09:00, 10:00:00.500) e{E1@10:00:00.500} | E2 @ 10:00:00.500 | yes | [09:00, 10:00:00.500) e{E1@10:00:00.500 E2}
            33 | [09:00, 10:00:00.500) e{E1@10:00:00.500 E2} | E3 @ 10:00:00.501 | yes | [09:00, 10:00:00.501) e{E3}
            """);
    }

    @TestFactory
    Stream<DynamicTest> oneNanosecond() {
        return table(Granularity.NANOSECOND, "now 11:00, from 10:00", """
            34 | —                                     | e1 @ 10:00:00.000000007            | yes  | [10:00, 10:00:00.000000007) e{e1}
            35 | [10:00, 10:00:00.000000007) e{e1}     | e2 @ 10:00:00.000000007            | yes  | [10:00, 10:00:00.000000007) e{e1 e2}
            36 | [10:00, 10:00:00.000000007) e{e1 e2}  | e1 @ 10:00:00.000000007            | no   | [10:00, 10:00:00.000000007) e{e1 e2}
            37 | [10:00, 10:00:00.000000007) e{e1 e2}  | e3 @ 10:00:00.000000008            | yes  | [10:00, 10:00:00.000000008) e{e3}
            38 | [10:00, 10:00:00.000000008) e{e3}     | complete                           | done | [10:00, 11:00)
            39 | [10:00, 10:20) e{}                    | d 30m: f1 @ 10:40                  | yes  | [10:00, 10:30) e{f1}
            40 | [10:00, 10:30) e{f1}                  | d 30m: f1 @ 10:40                  | no   | [10:00, 10:30) e{f1}
            41 | [10:00, 10:30) e{f1}                  | d 30m: f0 @ 10:35                  | yes  | [10:00, 10:30) e{f0 f1}
            42 | [10:00, 10:30) e{f0 f1}               | now 11:08, d 30m: f2 @ 11:05       | yes  | [10:00, 10:38) e{f1 f2}
            """);
    }

    @TestFactory
    Stream<DynamicTest> month() {
        return table(Granularity.MONTH, "now 03-20, from 01-01", """
            50 | —                                | jan @ 01-01           | yes  | [01-01, 01-01) e{jan}
            51 | [01-01, 01-01) e{jan}            | feb @ 02-01           | yes  | [01-01, 02-01) e{feb}
            53 | [01-01, 02-01) e{feb}            | complete              | done | [01-01, 03-01)
            """);
    }

    @TestFactory
    Stream<DynamicTest> boundsGapsAndMerging() {
        return table(Granularity.DAY, "now 03-08T20:00, from 03-01", """
            54 | [03-05, 03-08) e{n@03-08}                    | a @ 03-01                                  | yes  | [03-01, 03-01) e{a}; [03-05, 03-08) e{n}
            55 | [03-01, 03-01) e{a}; [03-05, 03-08) e{n}     | b @ 03-04                                  | yes  | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}
            56 | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}     | c @ 03-06                                  | no   | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}
            57 | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}     | n @ 03-08                                  | no   | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}
            58 | [03-01, 03-04) e{b}; [03-05, 03-08) e{n}     | complete                                   | done | [03-01, 03-08) e{n}
            59 | [03-01, 03-03)                               | from 03-06: m @ 03-06                      | yes  | [03-01, 03-03); [03-06, 03-06) e{m}
            60 | [03-01, 03-03); [03-06, 03-06) e{m}          | from 03-06: n @ 03-08; complete            | yes  | [03-01, 03-03); [03-06, 03-08) e{n}
            62 | [03-01, 03-03); [03-06, 03-08) e{n}          | from 03-03, to 03-06: k @ 03-04            | yes  | [03-01, 03-04) e{k}; [03-06, 03-08) e{n}
            63 | [03-01, 03-04) e{k}; [03-06, 03-08) e{n}     | same run: o @ 03-06                        | no   | [03-01, 03-04) e{k}; [03-06, 03-08) e{n}
            64 | [03-01, 03-04) e{k}; [03-06, 03-08) e{n}     | same run: complete                         | done | [03-01, 03-08) e{n}
            65 | [03-01, 03-05) e{x@03-05}; [03-03, 03-08) e{q@03-08} | merge                              | done | [03-01, 03-08) e{q@03-08}
            66 | [03-01, 03-08) e{x@03-08}; [03-05, 03-08) e{q@03-08} | merge                              | done | [03-01, 03-08) e{x@03-08 q@03-08}
            """);
    }

    @TestFactory
    Stream<DynamicTest> newestFirst() {
        return table(Granularity.HOUR, "newest first, now 10:45, from 06:00", """
            70 | A                                                                    | n1 @ 10:00          | yes  | A; [10:00, 10:00) s{n1} e{n1}
            71 | A; [10:00, 10:00) s{n1} e{n1}                                        | same run: n2 @ 10:00 | yes  | A; [10:00, 10:00) s{n1 n2} e{n1 n2}
            72 | A; [10:00, 10:00) s{n1 n2} e{n1 n2}                                  | same run: n3 @ 08:00 | yes  | A; [08:00, 10:00) s{n3} e{n1 n2}
            73 | A; [08:00, 10:00) s{n3} e{n1 n2}                                     | same run: n1 @ 10:00 | no   | A; [08:00, 10:00) s{n3} e{n1 n2}
            74 | A; [08:00, 10:00) s{n3} e{n1 n2}                                     | same run: q @ 09:00  | no   | A; [08:00, 10:00) s{n3} e{n1 n2}
            75 | A; [08:00, 10:00) s{n3} e{n1 n2}                                     | now 11:30: n4 @ 11:00 | yes | A; [08:00, 10:00) s{n3} e{n1 n2}; [11:00, 11:00) s{n4} e{n4}
            76 | A; [08:00, 10:00) s{n3} e{n1 n2}; [11:00, 11:00) s{n4} e{n4}         | same run: n5 @ 10:00 | yes  | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            77 | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: n2 @ 10:00 | no   | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            78 | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: n3 @ 08:00 | no   | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            79 | A; [08:00, 10:00) s{n3} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: n6 @ 08:00 | yes  | A; [08:00, 10:00) s{n3 n6} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            80 | A; [08:00, 10:00) s{n3 n6} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}      | same run: n7 @ 07:00 | yes  | A; [07:00, 10:00) s{n7} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            81 | A; [07:00, 10:00) s{n7} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: k @ 06:00  | no   | A; [07:00, 10:00) s{n7} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            82 | A; [07:00, 10:00) s{n7} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: n8 @ 06:00 | yes  | A; [06:00, 10:00) s{n8} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            83 | A; [06:00, 10:00) s{n8} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: j @ 05:00  | no   | A; [06:00, 10:00) s{n8} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}
            84 | A; [06:00, 10:00) s{n8} e{n1 n2}; [10:00, 11:00) s{n5} e{n4}         | same run: complete   | done | [03-01, 11:00) e{n4}
            """.replace(
                        " A", " [03-01, 06:00) e{k@06:00}"));
    }

    @TestFactory
    Stream<DynamicTest> overwrite() {
        return table(Granularity.DAY, "now 03-10T15:00, from 03-04", """
            85 | [03-01, 03-10) e{x@03-10}                    | cut 03-04 03-06                   | done | [03-01, 03-04); [03-06, 03-10) e{x@03-10}
            86 | [03-01, 03-10) e{x@03-10}                    | cut 02-20 03-03                   | done | [03-03, 03-10) e{x@03-10}
            87 | [03-01, 03-10) e{x@03-10}                    | cut 03-08                         | done | [03-01, 03-08)
            88 | [03-01, 03-10) e{x@03-10}                    | cut 02-01                         | done | —
            89 | [03-01, 03-10) e{x@03-10}                    | cut 03-10                         | done | [03-01, 03-10)
            90 | [03-01, 03-10) e{x@03-10}                    | cut 03-09 03-10                   | done | [03-01, 03-09); [03-10, 03-10) e{x@03-10}
            91 | [03-01, 03-10) e{x@03-10}                    | cut 02-01 02-20                   | done | [03-01, 03-10) e{x@03-10}
            92 | [03-01, 03-04); [03-06, 03-10) e{x@03-10}    | to 03-06: g @ 03-05               | yes  | [03-01, 03-05) e{g}; [03-06, 03-10) e{x@03-10}
            93 | [03-01, 03-05) e{g}; [03-06, 03-10) e{x@03-10} | same run: complete              | done | [03-01, 03-10) e{x@03-10}
            """);
    }

    @TestFactory
    Stream<DynamicTest> failures() {
        return table(Granularity.DAY, "now 03-04T12:00, from 03-02", """
            103 | [03-01, 03-02) e{d@03-02 e@03-02}          | f @ 03-02 open; h @ 03-03         | yes  | [03-01, 03-02) e{d@03-02 e@03-02 h}
            104 | [03-01, 03-02) e{d@03-02 e@03-02 h}        | f @ 03-02 open; h @ 03-03         | no   | [03-01, 03-02) e{d@03-02 e@03-02 h}
            105 | [03-01, 03-02) e{d@03-02 e@03-02 h}        | same run: commit f                | done | [03-01, 03-03) e{h}
            """);
    }

    private static Stream<DynamicTest> table(Granularity granularity, String settings, String rows) {
        Run run = new Run(granularity, settings);
        return rows.lines().map(row -> {
            List<String> cells =
                    Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
            return DynamicTest.dynamicTest("row " + row.strip().replaceAll(" +", " "), () -> run.check(cells));
        });
    }

    /** Plays the rows of one table. */
    private static final class Run {
        private final Granularity granularity;
        private final Notation notation;
        private final Map<String, String> defaults;
        private final Map<String, Artifact> open = new HashMap<>();
        private Range bounds = Range.ALL;
        private Progress progress;
        private CollectionState state = CollectionState.EMPTY;
        private String wanted = "done";

        Run(Granularity granularity, String defaults) {
            this.granularity = granularity;
            this.defaults = settings(defaults);
            notation = new Notation(granularity);
            progress = new Progress(Order.OLDEST_FIRST, granularity, Range.ALL, Instant.MAX);
        }

        void check(List<String> cells) {
            state = notation.state(cells.get(1));
            String event = cells.get(2);
            int colon = event.indexOf(": ");
            if (!event.startsWith("same run")) {
                begin(colon < 0 ? "" : event.substring(0, colon));
            }
            wanted = "done";
            for (String step : event.substring(colon < 0 ? 0 : colon + 2).split("; ", -1)) {
                step(step.split(" ", -1));
            }
            assertThat(wanted).as("wanted").isEqualTo(cells.get(3));
            assertThat(state).isEqualTo(notation.state(cells.get(4)));
        }

        private void begin(String overrides) {
            Map<String, String> settings = new HashMap<>(defaults);
            settings.putAll(settings(overrides));
            Instant from = settings.containsKey("from")
                    ? time(settings.get("from"))
                    : state.resume().orElseThrow();
            bounds = new Range(from, settings.containsKey("to") ? time(settings.get("to")) : Instant.MAX);
            Duration delay = Duration.parse("PT" + settings.getOrDefault("d", "0h"));
            Order order = settings.containsKey("newest") ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
            progress = new Progress(
                    order,
                    granularity,
                    bounds,
                    time(settings.getOrDefault("now", "")).minus(delay));
            open.clear();
        }

        private void step(String[] words) {
            switch (words[0]) {
                case "merge" -> {}
                case "complete" -> progress.complete().ifPresent(range -> state = state.complete(range, granularity));
                case "cut" ->
                    state = state.cut(new Range(time(words[1]), words.length == 3 ? time(words[2]) : Instant.MAX));
                case "commit" -> commit(Objects.requireNonNull(open.get(words[1]), words[1]));
                default -> offer(words);
            }
        }

        private void offer(String[] words) {
            Artifact artifact = notation.artifact(words[0], time(words[2]));
            boolean wants = state.wants(artifact, bounds);
            wanted = wants ? "yes" : "no";
            if (!wants) {
                progress.passed(artifact);
                return;
            }
            progress.found(artifact);
            if (words.length == 4) {
                open.put(artifact.id(), artifact);
            } else {
                commit(artifact);
            }
        }

        private void commit(Artifact artifact) {
            Increment increment = progress.close(Map.of(artifact, Mark.of(artifact, 0)));
            state = state.apply(increment);
            assertThat(state.apply(increment)).as("applied twice").isEqualTo(state);
            assertThat(state.wants(artifact)).as("wanted after commit").isFalse();
        }

        private static Map<String, String> settings(String text) {
            Map<String, String> settings = new HashMap<>();
            for (String setting : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
                String[] words = setting.split(" ", -1);
                settings.put(words[0], words[1]);
            }
            return settings;
        }
    }
}
