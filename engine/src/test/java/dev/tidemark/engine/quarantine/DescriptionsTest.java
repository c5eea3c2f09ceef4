package dev.tidemark.engine.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.CorruptStateException;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Member;
import dev.tidemark.formats.spi.Moment;
import dev.tidemark.formats.spi.Shape;
import dev.tidemark.formats.spi.TimeForm;
import dev.tidemark.testkit.MemoryBlobs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    private static final List<TimeForm> TIMES = List.of(
            new TimeForm.Iso(), TimeForm.Epoch.MILLIS, new TimeForm.Epoch(6), TimeForm.Written.of("dd/MM/uuuu"));

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Descriptions descriptions = new Descriptions(blobs, "search");

    private static Told told(String settings, Map<String, Shape> shapes) {
        return new Told(
                settings, new Description("_index", Map.of("_index", Member.of(Type.Scalar.VARCHAR, "name")), shapes));
    }

    private static Shape shape(String member) {
        return new Shape(
                Map.of(member, new Member(Type.Scalar.TIMESTAMP, "date", TIMES), "b", Member.of(Type.Scalar.JSON, "b")),
                Optional.of(new Moment(member, TIMES)));
    }

    @Test
    @DisplayName("what was told comes back, forms of times included")
    void comesBack() throws Exception {
        assertThat(descriptions.read()).isEmpty();
        Told told = told("one", Map.of("x", shape("a"), "y", new Shape(Map.of(), Optional.empty())));
        descriptions.keep(told);
        Told kept = descriptions.read().orElseThrow();
        assertThat(kept.settings()).isEqualTo("one");
        assertThat(kept.description().own()).isEqualTo(told.description().own());
        assertThat(kept.description().shapes()).containsOnlyKeys("x", "y");
        Shape x = kept.description().shapes().get("x");
        assertThat(x.members().get("b")).isEqualTo(Member.of(Type.Scalar.JSON, "b"));
        List<TimeForm> times = x.moment().orElseThrow().times();
        assertThat(times).hasSize(4).startsWith(TIMES.get(0), TIMES.get(1), TIMES.get(2));
        assertThat(times.get(3).micros("02/01/1970")).hasValue(86_400_000_000L);
    }

    @Test
    @DisplayName("of shapes that are gone what was told last is kept, and one document is enough")
    void goneShapesStay() throws Exception {
        descriptions.keep(told("one", Map.of("x", shape("a"))));
        descriptions.keep(told("two", Map.of("y", shape("c"))));
        List<String> names = blobs.names("described/search/");
        assertThat(names).hasSize(1);
        descriptions.keep(told("two", Map.of("y", shape("c"))));
        assertThat(blobs.names("described/search/")).isEqualTo(names);
        Told kept = descriptions.read().orElseThrow();
        assertThat(kept.settings()).isEqualTo("two");
        assertThat(kept.description().shapes()).containsOnlyKeys("x", "y");
        descriptions.keep(told("two", Map.of("x", shape("z"))));
        assertThat(descriptions
                        .read()
                        .orElseThrow()
                        .description()
                        .shapes()
                        .get("x")
                        .members())
                .containsOnlyKeys("z", "b");
    }

    @Test
    @DisplayName("one that cannot be read is named, with what to do")
    void damaged() throws IOException {
        blobs.write("described/search/000000000001.json", "{".getBytes(UTF_8));
        assertThatThrownBy(descriptions::read)
                .isInstanceOf(CorruptStateException.class)
                .hasMessageContaining("described/search/000000000001.json")
                .hasMessageContaining("Remove it");
    }
}
