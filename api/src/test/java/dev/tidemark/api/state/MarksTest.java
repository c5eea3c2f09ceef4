package dev.tidemark.api.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {
    private static final String[] FOLDERS = {"", "/", "logs/", "logs/a/", "logs/é/", "l".repeat(300_000) + "/"};
    private static final Instant[] TIMES = {
        Instant.EPOCH,
        Instant.MIN,
        Instant.MAX,
        Instant.parse("1969-12-31T23:59:59.999999999Z"),
        Instant.ofEpochSecond(5)
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesAsAMapOfEverything(long seed) {
        Random random = new Random(seed);
        Map<String, Mark> model = new HashMap<>();
        Marks marks = Marks.NONE;
        for (int round = 0; round < 20; round++) {
            Map<String, Mark> added = new HashMap<>();
            for (int i = random.nextInt(900); i >= 0; i--) {
                added.put(id(random), mark(random));
            }
            marks = random.nextBoolean() ? marks.with(added) : marks.with(Marks.of(added));
            model.putAll(added);
            if (round % 7 == 6) {
                marks = marks.where((id, mark) -> id.hashCode() % 3 != 0);
                model.keySet().removeIf(id -> id.hashCode() % 3 == 0);
            }
            same(marks, model, seed);
        }
    }

    private static void same(Marks marks, Map<String, Mark> model, long seed) {
        Map<String, Mark> all = new HashMap<>();
        marks.forEach((id, mark) ->
                assertThat(all.put(id, mark)).as("twice, seed %d", seed).isNull());
        assertThat(all).as("seed %d", seed).isEqualTo(model);
        assertThat(marks.size()).isEqualTo(model.size());
        model.keySet().removeIf(id -> marks.find(id).isEmpty());
        assertThat(all).as("found, seed %d", seed).isEqualTo(model);
        assertThat(marks.find("nobody")).isEmpty();
        assertThat(marks).isEqualTo(Marks.of(model)).hasSameHashCodeAs(Marks.of(model));
    }

    private static String id(Random random) {
        int folder = random.nextInt(20_000);
        return (folder < FOLDERS.length ? FOLDERS[folder] : FOLDERS[folder % 5]) + random.nextInt(20_000);
    }

    private static Mark mark(Random random) {
        long size = random.nextLong() >>> random.nextInt(1, 63);
        return new Mark(
                TIMES[random.nextInt(TIMES.length)], size, random.nextInt(3), random.nextBoolean() ? "" : "täg");
    }

    @Test
    void oneValueIsNotChangedByWhatIsMadeOfIt() {
        Marks before = Marks.NONE;
        for (int i = 0; i < 5000; i++) {
            before = before.with(Map.of("a/" + i, new Mark(Instant.EPOCH, i, 0, "")));
        }
        before.with(Map.of("a/7", new Mark(Instant.EPOCH, -1, 0, ""), "new", new Mark(Instant.MAX, 0, 0, "")));

        assertThat(before.size()).isEqualTo(5000);
        assertThat(before.find("a/7").orElseThrow().size()).isEqualTo(7);
        assertThat(before.find("new")).isEmpty();
    }

    @Test
    void anIdCannotBeAddedTwice() {
        Marks.Builder few = Marks.builder();
        for (int i = 0; i < 10_000; i++) {
            few.add("x" + i, new Mark(Instant.EPOCH, 0, 0, ""));
        }
        assertThatThrownBy(() -> few.add("x7", new Mark(Instant.EPOCH, 0, 0, "")))
                .hasMessage("'x7' is there twice");
        assertThat(few.build().size()).isEqualTo(10_000);
    }

    @Test
    void splitsByTime() {
        Map<String, Mark> three = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            three.put("at" + i, new Mark(Instant.ofEpochSecond(i), 0, 0, ""));
        }
        Marks marks = Marks.of(three);

        assertThat(marks.before(Instant.ofEpochSecond(1)).size()).isEqualTo(1);
        assertThat(marks.from(Instant.ofEpochSecond(1)).size()).isEqualTo(2);
        assertThat(marks.from(Instant.EPOCH)).isSameAs(marks);
        assertThat(marks.before(Instant.EPOCH)).isSameAs(Marks.NONE);
        assertThat(marks.from(Instant.MAX)).isSameAs(Marks.NONE);
    }
}
