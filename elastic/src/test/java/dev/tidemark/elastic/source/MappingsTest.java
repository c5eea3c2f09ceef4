package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What answers of clusters tell of documents. */
class MappingsTest {
    private static Description description(Mappings mappings, String properties) {
        return mappings.description(
                JsonObject.parse(("{\"logs\":{\"mappings\":{\"properties\":{" + properties + "}}}}").getBytes(UTF_8)));
    }

    private static Mappings mappings(String... excludes) {
        return new Mappings(choice(List.of(), List.of(excludes)), Optional.empty());
    }

    private static FieldChoice choice(List<String> includes, List<String> excludes) {
        return FieldChoice.of(includes, excludes);
    }

    private static Shape shape(Mappings mappings, String properties) {
        return description(mappings, properties).shapes().get("logs");
    }

    private static Map<String, String> types(Shape shape) {
        return shape.members().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().type().toString()));
    }

    @Test
    void typesOfFieldsAreTypesOfColumns() {
        Map<String, String> expected = Map.ofEntries(
                Map.entry("keyword", "VARCHAR"),
                Map.entry("text", "VARCHAR"),
                Map.entry("wildcard", "VARCHAR"),
                Map.entry("ip", "VARCHAR"),
                Map.entry("unsigned_long", "VARCHAR"),
                Map.entry("long", "BIGINT"),
                Map.entry("byte", "BIGINT"),
                Map.entry("scaled_float", "DOUBLE"),
                Map.entry("boolean", "BOOLEAN"),
                Map.entry("date", "TIMESTAMP"),
                Map.entry("date_nanos", "TIMESTAMP"),
                Map.entry("nested", "JSON"),
                Map.entry("flattened", "JSON"),
                Map.entry("geo_point", "JSON"),
                Map.entry("integer_range", "JSON"),
                Map.entry("dense_vector", "JSON"),
                Map.entry("something_new", "JSON"));
        String properties = expected.keySet().stream()
                .map(type -> "\"" + type + "\":{\"type\":\"" + type + "\",\"fields\":{\"raw\":{\"type\":\"keyword\"}}}")
                .collect(Collectors.joining(","));

        assertThat(types(shape(mappings(), properties))).isEqualTo(expected);
    }

    @Test
    void objectsAreOneColumnAndOtherNamesNone() {
        Shape shape = shape(
                mappings(),
                "\"o\":{\"properties\":{\"a\":{\"type\":\"long\"}}},\"other\":{\"type\":\"alias\",\"path\":\"o.a\"},"
                        + "\"flat.a\":{\"type\":\"long\"},\"flat.b\":{\"type\":\"keyword\"},"
                        + "\"cpu.user\":{\"type\":\"double\"},\"cpu\":{\"type\":\"double\"}");

        assertThat(types(shape)).isEqualTo(Map.of("o", "JSON", "flat", "JSON", "cpu", "DOUBLE"));
    }

    @Test
    void fieldsThatAreNotReadHaveNoColumn() {
        String properties = "\"a\":{\"type\":\"long\"},\"http\":{\"properties\":{\"x\":{\"type\":\"long\"},"
                + "\"y\":{\"type\":\"long\"}}},\"secret\":{\"properties\":{\"x\":{\"type\":\"long\"}}}";

        assertThat(types(shape(mappings("secret", "http.x"), properties)).keySet())
                .containsExactlyInAnyOrder("a", "http");
        assertThat(types(shape(mappings("*.x", "http.*"), properties)).keySet()).containsExactly("a");
        Mappings some = new Mappings(choice(List.of("http.y", "se*"), List.of()), Optional.empty());
        assertThat(types(shape(some, properties)).keySet()).containsExactlyInAnyOrder("http", "secret");
    }

    @Test
    void theTimeIsTheConfiguredFieldOrTheUsualOne() {
        String date = "{\"type\":\"date\"}";
        assertThat(moment(Optional.empty(), "\"timestamp\":" + date + ",\"@timestamp\":" + date))
                .contains("@timestamp");
        assertThat(moment(Optional.empty(), "\"timestamp\":" + date + ",\"@timestamp\":{\"type\":\"keyword\"}"))
                .contains("timestamp");
        assertThat(moment(Optional.empty(), "\"created\":" + date)).isEmpty();
        String below = "\"event\":{\"properties\":{\"created\":" + date + "}}";
        assertThat(moment(Optional.of("event.created"), below)).contains("event.created");
        assertThat(moment(Optional.of("event.created"), "\"event.created\":" + date))
                .contains("event.created");
        assertThat(moment(Optional.of("event"), below)).isEmpty();
        assertThat(moment(Optional.of("nothing.there"), below)).isEmpty();
        assertThat(moment(Optional.of("n"), "\"n\":{\"type\":\"long\"}")).contains("n");
    }

    private static Optional<String> moment(Optional<String> configured, String properties) {
        return shape(new Mappings(choice(List.of(), List.of()), configured), properties)
                .moment()
                .map(Moment::path);
    }

    @Test
    void whatCannotBeReadIsSaid() {
        Mappings mappings = mappings();
        Description description = description(
                mappings, "\"@timestamp\":{\"type\":\"date\",\"format\":\"strict_weekyear_week_day||epoch_millis\"}");

        assertThat(types(description.shapes().get("logs"))).containsEntry("@timestamp", "VARCHAR");
        assertThat(mappings.warnings(description))
                .containsExactly(
                        "@timestamp of logs is a date of the format strict_weekyear_week_day||epoch_millis, which is not"
                                + " known: it is kept as text",
                        "no field of logs says when a document happened: name it with 'timestamp_field'; tp_timestamp is"
                                + " when they are collected");
        assertThat(mappings.warnings(description(mappings, ""))).isEmpty();
    }

    @Test
    void formatsOfDatesAreNamesOrPatterns() {
        assertThat(Stream.of(
                        "strict_date_optional_time||epoch_millis",
                        "epoch_second",
                        "yyyy-MM-dd HH:mm:ss || yyyy-MM-dd",
                        "8uuuu-MM-dd",
                        "basic_date_time_no_millis",
                        "strict_date_hour_minute_second_fraction",
                        "date",
                        "yyyy",
                        "dd/MM/yyyy"))
                .allMatch(format -> DateFormats.of(format).isPresent());
        assertThat(Stream.of(
                        "week_date",
                        "strict_ordinal_date",
                        "time",
                        "hour_minute",
                        "",
                        "{{",
                        "epoch_millis||basic_week_date"))
                .allMatch(format -> DateFormats.of(format).isEmpty());
    }

    @Test
    void anIndexWithoutMappingHasNoMembers() {
        JsonObject answer = JsonObject.parse("{\"logs\":{\"mappings\":{}},\"more\":{}}".getBytes(UTF_8));

        Description description = mappings().description(answer);
        assertThat(description.shapes().keySet()).containsExactly("logs", "more");
        assertThat(description.shapes().values())
                .allMatch(shape -> shape.members().isEmpty());
        assertThat(description.own().values().stream().map(Member::type)).hasSize(5);
        assertThat(description.own().keySet()).allMatch(name -> Pattern.matches("_[a-z_]+", name));
    }
}
