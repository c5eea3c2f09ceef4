package dev.tidemark.engine.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.state.Granularity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutTest {
    private static final String DAILY =
            "logs/(%{WORD:team}/)?%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA:name}.log.gz";
    private static final Range BOUNDS =
            new Range(Instant.parse("2025-03-10T00:00:00Z"), Instant.parse("2025-03-12T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "logs,                        folder, entered",
        "logs/blue,                   folder, entered",
        "logs/2024,                   folder, skipped",
        "logs/2025/03,                folder, entered",
        "logs/blue/2025/02,           folder, skipped",
        "logs/blue/2025/03,           folder, entered",
        "logs/blue/2025/03/09,        folder, skipped",
        "logs/blue/2025/03/10,        folder, entered",
        "logs/blue/2025/03/12,        folder, skipped",
        "logs/blue/2025/03/10/x,      folder, skipped",
        "old,                         folder, skipped",
        "logs/blue/2025/03/10/a.log.gz, file, logs/blue 2025-03-10 DAY",
        "logs/2025/03/11/b.log.gz,      file, logs 2025-03-11 DAY",
        "logs/blue/2025/03/10/a.log,    file, no match",
        "logs/blue/2025/3/10/a.log.gz,  file, no match",
        "old/blue/2025/03/10/a.log.gz,  file, no match",
    })
    void theWorkedExamplesOfWalking(String path, String kind, String outcome) {
        Layout layout = Layout.compile(DAILY, Map.of());
        assertThat(kind.equals("folder") ? decision(layout.folder(path)) : described(layout.file(path)))
                .isEqualTo(outcome);
    }

    @Test
    void capturesBecomeLabelsAndThoseOfTheTimeDoNot() {
        assertThat(Layout.compile(DAILY, Map.of()).file("logs/blue/2025/03/10/a.log.gz"))
                .isEqualTo(new Place.Timed(
                        "logs/blue",
                        new Period(Instant.parse("2025-03-10T00:00:00Z"), Granularity.DAY),
                        Map.of("team", "blue", "name", "a")));
    }

    @ParameterizedTest
    @CsvSource({
        "AWSLogs/%{NUMBER:account_id}/CloudTrail/%{DATA:region}/%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA},"
                + "AWSLogs/1/CloudTrail/eu-west-1/2025/01/02/f, AWSLogs/1/CloudTrail/eu-west-1",
        "%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/%{DATA}, 2025/01/02/f, /",
        "app-%{YEAR:year}/%{MONTHNUM:month}/%{DATA}, app-2025/01/f, /",
        "%{DATA:host}/app-%{YEAR:year}.log, a/b/app-2025.log, a/b",
    })
    void aTrunkIsThePathBeforeTheFirstSegmentWithAPartOfTheTime(String layout, String path, String trunk) {
        assertThat(Layout.compile(layout, Map.of()).file(path))
                .isInstanceOfSatisfying(
                        Place.Timed.class, place -> assertThat(place.trunk()).isEqualTo(trunk));
    }

    @ParameterizedTest
    @CsvSource({
        "%{YEAR:year}, 2025, / 2025-01-01 YEAR",
        "%{YEAR:year}, 25, / 2025-01-01 YEAR",
        "%{YEAR:year}-%{MONTHNUM:month}, 2025-03, / 2025-03-01 MONTH",
        "%{YEAR:year}-%{MONTHNUM:month}T%{HOUR:hour}, 2025-03T07, / 2025-03-01 MONTH",
        "%{YEAR:year:int}%{MONTHNUM:month:int}%{MONTHDAY:day:int}, 20250301, / 2025-03-01 DAY",
        "%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/(%{NUMBER:hour}/)?%{DATA}.gz, 2025/03/01/f.gz, / 2025-03-01 DAY",
        "%{YEAR:year}/%{MONTHNUM:month}/%{MONTHDAY:day}/(%{NUMBER:hour}/)?%{DATA}.gz, 2025/03/01/07/f.gz,"
                + " / 2025-03-01T07:00:00Z HOUR",
        "%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}-%{HOUR:hour}-%{MINUTE:minute}-%{SECOND:second}-%{DATA},"
                + " 2025-03-01-07-08-09-x, / 2025-03-01T07:08:09Z SECOND",
        "%{YEAR:partition_year}/%{MONTHNUM:month}/%{DATA}, 2025/03/x, no time",
        "%{MONTHDAY:day}-%{MONTHNUM:month}-%{YEAR:year}.log, 05-03-2025.log, / 2025-03-05 DAY",
    })
    void theAlternativeThatMatchedSaysHowExactlyTheTimeIsKnown(String layout, String path, String outcome) {
        assertThat(described(Layout.compile(layout, Map.of()).file(path))).isEqualTo(outcome);
    }

    @Test
    void aDateThatDoesNotExistIsSaidAndNotMovedToAnotherDay() {
        Layout layout = Layout.compile("%{YEAR:year}-%{MONTHNUM:month}-%{MONTHDAY:day}.log", Map.of());
        assertThat(layout.file("2025-06-31.log")).isEqualTo(new Place.Impossible("Invalid date 'JUNE 31'"));
        Layout loose = Layout.compile("%{YEAR:year}-%{WORD:month}.log", Map.of());
        assertThat(loose.file("2025-Mar.log")).isEqualTo(new Place.Impossible("its month 'Mar' is not a number"));
    }

    @ParameterizedTest
    @CsvSource({
        "app.log,              app.log,          true",
        "app.log,              my-app.log,       false",
        "app.log,              app.log.1,        false",
        "app.log,              appxlog,          false",
        "app.log,              app.log/x,        true",
        "app.+log,             appxxlog,         true",
        "app[.x]log,           appxlog,          true",
        "app\\.log,            app.log,          true",
        "%{DATA}.csv.(?:zip|gz), x.csv.gz,       true",
        "%{DATA}.csv.(?:zip|gz), x.csv.7z,       false",
        "%{DATA}.log,          a/b/c.log,        true",
        "%{YEAR:year}/,        2025/deep/down/f, true",
        "/var/%{WORD:x}.log,   var/a.log,        true",
        "a(b(c)?)?d,           abcd,             true",
        "a(b(c)?)?d,           abd,              true",
        "a(b(c)?)?d,           ad,               true",
        "a(b(c)?)?d,           acd,              false",
        "(?:data/)?x,          data/x,           true",
        "(?:data/)?x,          x,                true",
        "(a|b)?x,              bx,               true",
        "(a|b)?x,              x,                true",
    })
    void aPathHasToBeginAndEndAsTheLayoutDoes(String layout, String path, boolean described) {
        assertThat(Layout.compile(layout, Map.of()).file(path) instanceof Place.Outside)
                .isNotEqualTo(described);
    }

    @Test
    void alternativesWithAnEarlierPartComeFirst() {
        assertThat(Alternatives.of("(a/)?(b/)?c", Map.of())).containsExactly("a/b/c", "a/c", "b/c", "c");
        assertThat(Alternatives.of("(a(b)?)?c", Map.of())).containsExactly("abc", "ac", "c");
        assertThat(Alternatives.of("(?:a/)?c.d", Map.of())).containsExactly("a/c\\.d", "c\\.d");
    }

    @Test
    void ofAlternativesOneThatYieldsATimeIsPreferred() {
        Layout layout = Layout.compile("%{DATA:name}.log|", Map.of("X", "y"));
        assertThat(layout.file("a.log")).isInstanceOf(Place.Timeless.class);
        Layout either = Layout.compile("(%{WORD:host}/)?(%{YEAR:year}/)?%{DATA:name}.log", Map.of());
        assertThat(described(either.file("2024/a.log"))).isEqualTo("/ 2024-01-01 YEAR");
        assertThat(described(either.file("web/a.log"))).isEqualTo("no time");
    }

    @Test
    void aWildcardInTheLastFolderMaySpanSeveral() {
        Layout layout = Layout.compile("%{WORD:team}/%{NOTSPACE:dir}/%{DATA:name}.log", Map.of());
        assertThat(decision(layout.folder("blue/a/b/c"))).isEqualTo("entered");
        assertThat(layout.file("blue/a/b/c/x.log"))
                .isEqualTo(new Place.Timeless(Map.of("team", "blue", "dir", "a/b/c", "name", "x")));
    }

    @Test
    void ownPatternsMaySpanSegmentsAndReplaceBuiltInOnes() {
        Layout layout = Layout.compile(
                "%{TEAM:team}/%{DAYS}/%{DATA}.log",
                Map.of("TEAM", "blue|red", "DAYS", "%{YEAR:year}/%{MONTHNUM:month}", "MONTHNUM", "\\d\\d?"));
        assertThat(described(layout.file("red/2025/3/x.log"))).isEqualTo("red 2025-03-01 MONTH");
        assertThat(decision(layout.folder("green"))).isEqualTo("skipped");
        assertThat(decision(layout.folder("red/2024"))).isEqualTo("skipped");
    }

    @ParameterizedTest
    @CsvSource({
        "%{DATA:export_name}/data/%{DATA:partition}/(?:%{TIMESTAMP_ISO8601:timestamp}-%{UUID:execution_id}/)?%{DATA:filename}.csv.gz,"
                + "e/data/BILLING_PERIOD=2025-03/2025-03-07T05:36:21.123Z-01234567-89ab-cdef-0123-456789abcdef/x.csv.gz,"
                + "2025-03-07T05:36:21.123Z",
        "%{DATA:export_name}/data/%{DATA:partition}/(?:%{TIMESTAMP_ISO8601:timestamp}-%{UUID:execution_id}/)?%{DATA:filename}.csv.gz,"
                + "e/data/BILLING_PERIOD=2025-03/x.csv.gz,",
    })
    void bothSpellingsOfAnOptionalPartAreTheSame(String layout, String path, String timestamp) {
        assertThat(Layout.compile(layout, Map.of()).file(path))
                .isInstanceOfSatisfying(
                        Place.Timeless.class,
                        place -> assertThat(place.labels().get("timestamp")).isEqualTo(timestamp));
    }

    @Test
    void whatCannotBeCompiledSaysWhatToChange() {
        assertThatThrownBy(() -> Layout.compile("%{YAER:year}/x", Map.of()))
                .hasMessageContaining("there is no pattern 'YAER'")
                .hasMessageContaining("YEAR");
        assertThatThrownBy(() -> Layout.compile(" ", Map.of())).hasMessageContaining("leave it out");
        assertThatThrownBy(() -> Layout.compile("(a)?".repeat(11), Map.of()))
                .hasMessageContaining("more than 1024 alternatives");
    }

    private static String decision(Place place) {
        boolean entered = switch (place) {
            case Place.Outside outside -> false;
            case Place.Timeless timeless -> true;
            case Place.Impossible impossible -> false;
            case Place.Timed timed ->
                new Range(timed.period().start(), timed.period().end()).overlaps(BOUNDS);
        };
        return entered ? "entered" : "skipped";
    }

    private static String described(Place place) {
        return switch (place) {
            case Place.Outside outside -> "no match";
            case Place.Timeless timeless -> "no time";
            case Place.Impossible impossible -> impossible.reason();
            case Place.Timed timed ->
                timed.trunk() + " "
                        + timed.period().start().toString().replace("T00:00:00Z", "") + " "
                        + timed.period().granularity();
        };
    }
}
