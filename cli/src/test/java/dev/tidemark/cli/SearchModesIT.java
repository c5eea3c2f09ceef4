package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import dev.tidemark.testkit.server.SearchNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real indexes, read by fields of every sort. */
@ExtendWith(SearchNodes.class)
class SearchModesIT {
    @TempDir
    Path folder;

    private IndexTrial index(SearchNode product) throws Exception {
        return new IndexTrial(folder, SearchNodes.server(product));
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, date, ''",
        "ELASTICSEARCH, date_nanos, ''",
        "ELASTICSEARCH, date, epoch_second",
        "ELASTICSEARCH, date, epoch_millis",
        "ELASTICSEARCH, date, 'dd.MM.yyyy HH:mm:ss'",
        "ELASTICSEARCH, long, ''",
        "OPENSEARCH, date, ''",
        "OPENSEARCH, date_nanos, ''",
        "OPENSEARCH, date, epoch_second",
        "OPENSEARCH, date, 'dd.MM.yyyy HH:mm:ss'",
        "OPENSEARCH, long, ''",
        "OPENSEARCH, double, ''",
    })
    @DisplayName(
            "full-page-of-ties, future-timestamp-poison: by time fields of every sort, told that clients may set them")
    void timeFields(SearchNode product, String type, String format) throws Exception {
        boolean number = type.equals("long") || type.equals("double");
        IndexTrial trial = index(product)
                .configured("index = \"NAME\"\nmode = \"timestamp\"\ntimestamp_field = \"seen.at\"\nsettle = \"1s\""
                        + (number ? "\ntimestamp_unit = \"seconds\"" : ""));
        String pattern = format.isEmpty() ? "" : ",\"format\":\"" + format + "\"";
        trial.create(
                "",
                "\"seen\":{\"properties\":{\"at\":{\"type\":\"" + type + "\"" + pattern + "}}}",
                ",\"number_of_shards\":3");
        String written = number ? "epoch_second" : format;
        trial.seen(0, 250, i -> value(written, "2026-03-05T10:00:00Z"));
        trial.seen(1000, 1001, i -> value(written, "2099-01-01T00:00:00Z"));

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString()).contains("seen.at", "clients");
        trial.seen(250, 251, i -> value(written, "2026-03-06T10:00:00Z"));
        // Its time is long ago, so it is late for the windows that were read, and by a client's clock nobody can tell.
        assertThat(trial.collect().figure("stored")).isZero();
        assertThat(trial.query("select count(*), count(distinct number), max(number) from events"))
                .containsExactly("250,250,249");
    }

    @ParameterizedTest
    @CsvSource({
        "ELASTICSEARCH, long",
        "ELASTICSEARCH, keyword",
        "ELASTICSEARCH, date",
        "ELASTICSEARCH, date_nanos",
        "ELASTICSEARCH, double",
        "OPENSEARCH, long",
        "OPENSEARCH, unsigned_long",
        "OPENSEARCH, keyword",
        "OPENSEARCH, date",
        "OPENSEARCH, date_nanos",
        "OPENSEARCH, double",
    })
    @DisplayName(
            "big-integer-cursor: by rising fields of every sort, in several shards that are never refreshed by themselves")
    void risingFields(SearchNode product, String type) throws Exception {
        IndexTrial trial = index(product).configured("index = \"NAME\"\nmode = \"cursor\"\ncursor_field = \"seen.at\"");
        trial.create("", "\"seen\":{\"properties\":{\"at\":{\"type\":\"" + type + "\"}}}", ",\"number_of_shards\":3");
        trial.send("PUT", "/_settings", "{\"index\":{\"refresh_interval\":\"-1\"}}");
        trial.seen(0, 250, i -> rising(type, i));
        trial.send("POST", "/_bulk", "{\"index\":{}}\n{\"@timestamp\":\"2026-03-05T00:00:00Z\",\"number\":7}\n");

        Ended first = trial.collect();
        assertThat(first.figure("stored")).as(first.result().toString()).isEqualTo(250);
        assertThat(first.result().toString())
                .contains(
                        "1 documents of " + trial.name() + " have no seen.at", "written after one with a higher value");
        assertThat(trial.rows()).isZero();
        trial.seen(250, 260, i -> rising(type, i));
        assertThat(trial.rows()).isEqualTo(10);
        assertThat(trial.query("select count(*), count(distinct number), max(number) from events"))
                .containsExactly("260,260,259");
        assertThat(trial.told("sources", "show")).contains(trial.name(), "read by seen.at up to");
    }

    @ParameterizedTest
    @EnumSource(SearchNode.class)
    @DisplayName("two documents of one value are an error, and nothing behind them is read")
    void risingFieldWithTies(SearchNode product) throws Exception {
        IndexTrial trial = index(product).configured("index = \"NAME\"\nmode = \"cursor\"\ncursor_field = \"seen.at\"");
        trial.create("", "\"seen\":{\"properties\":{\"at\":{\"type\":\"long\"}}}", "");
        trial.seen(0, 250, i -> rising("long", i));
        trial.seen(999, 1000, i -> rising("long", 120));

        Ended ended = trial.collect();
        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(trial.query("select count(*), max(number) from events")).containsExactly("100,99");
        assertThat(ended.result().toString()).contains("d120", "d999", "both have seen.at", "cursor_field");
    }

    /** The next ones are beyond what a double tells apart. */
    private static String rising(String type, int number) {
        return switch (type) {
            case "long" -> Long.toString((1L << 53) + number);
            case "unsigned_long" ->
                BigInteger.ONE
                        .shiftLeft(63)
                        .add(BigInteger.valueOf(number - 100))
                        .toString();
            case "keyword" -> "\"k\\\"ß" + (1000 + number) + "\"";
            case "date" -> "\"" + Instant.parse("2026-03-05T10:00:00Z").plusMillis(number) + "\"";
            case "date_nanos" -> "\"" + Instant.parse("2026-03-05T10:00:00Z").plusNanos(number) + "\"";
            default -> Double.toString(number / 8.0 - 10);
        };
    }

    private static String value(String format, String time) {
        Instant instant = Instant.parse(time);
        return switch (format) {
            case "epoch_second" -> Long.toString(instant.getEpochSecond());
            case "epoch_millis" -> Long.toString(instant.toEpochMilli());
            case "" -> "\"" + time + "\"";
            default ->
                "\""
                        + DateTimeFormatter.ofPattern(format, Locale.ROOT)
                                .withZone(ZoneOffset.UTC)
                                .format(instant)
                        + "\"";
        };
    }
}
