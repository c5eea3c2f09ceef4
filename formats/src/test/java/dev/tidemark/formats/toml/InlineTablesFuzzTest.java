package dev.tidemark.formats.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Random documents: what is TOML 1.0 means the same afterwards, and what is written freely means what it should. */
class InlineTablesFuzzTest {
    private static final int DOCUMENTS = 4000;
    private static final List<String> SCALARS = List.of(
            "\"\"",
            "''",
            "\"a { # } = , \\\" \\\\ \\u00e9\"",
            "'C:\\{ \"#'",
            "\"\"\"\n { \"a\": 1 } # \\\n  ] \"\" \"\"\"",
            "\"\"\"x\"\"\"",
            "'''\n[x]\n#{'''",
            "\"\"\"\"quoted\"\"\"\"",
            "\"😀 ä\"",
            "7",
            "-0",
            "+1_000",
            "0xFF",
            "0b1",
            "1.5e-3",
            "inf",
            "-nan",
            "true",
            "false",
            "1979-05-27T07:32:00Z ",
            "1979-05-27 07:32:00.5 ",
            "1979-05-27 ",
            "07:32:00 ",
            "1979-05-27T00:32:00-07:00 ");

    private static final List<String> BETWEEN = List.of("", "", " ", "\t", "\n", " # a, b = { c }\n", "\r\n", "\n\n  ");

    /** A value as TOML 1.0 has it, and as people write it. */
    private record Written(String strict, String free) {}

    private Random random = new Random();

    @Test
    void whatIsValidMeansTheSame() {
        all(() -> {
            String document = strict();
            TomlParseResult expected = Toml.parse(document);
            assertThat(expected.errors()).as(document).isEmpty();
            Rewritten rewritten = InlineTables.rewritten(document);

            assertThat(rewritten.toString().replace(" ", "")).isEqualTo(document.replace(" ", ""));
            assertThat(Toml.parse(rewritten.toString()).toJson()).isEqualTo(expected.toJson());
            for (String key : expected.keySet()) {
                assertThat(rewritten.line(expected.inputPositionOf(List.of(key))))
                        .isEqualTo(expected.inputPositionOf(List.of(key)).line());
            }
        });
    }

    @Test
    void whatIsWrittenFreelyMeansWhatItShould() {
        all(() -> {
            String strict = strict();
            String free = document(Written::free);
            String rewritten = InlineTables.rewritten(free).toString();
            TomlParseResult found = Toml.parse(rewritten);

            assertThat(found.errors()).as(free + "\nbecame\n" + rewritten).isEmpty();
            assertThat(found.toJson()).isEqualTo(Toml.parse(strict).toJson());
        });
    }

    @Test
    void linesStayRight() {
        all(() -> {
            strict();
            String free = document(Written::free);
            Rewritten rewritten = InlineTables.rewritten(free);
            TomlParseResult found = Toml.parse(rewritten.toString());
            String[] lines = free.split("\n", -1);
            for (String key : found.keySet()) {
                int line = rewritten.line(found.inputPositionOf(List.of(key)));
                assertThat(lines[line - 1]).as(free).startsWith(key);
            }
        });
    }

    /** A document of which {@link #document} makes another form then. */
    private String strict() {
        long seed = random.nextLong();
        random = new Random(seed);
        String document = document(Written::strict);
        random = new Random(seed);
        return document;
    }

    private void all(Runnable document) {
        for (int i = 0; i < DOCUMENTS; i++) {
            long seed = i;
            random = new Random(seed);
            try {
                document.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private String document(Function<Written, String> style) {
        StringBuilder text = new StringBuilder();
        int keys = 1 + random.nextInt(5);
        for (int i = 0; i < keys; i++) {
            text.append("key").append(i).append(random.nextBoolean() ? " = " : "=");
            text.append(style.apply(value(3)));
            text.append(pick(List.of("\n", " # {\n", "\r\n", "\n\n# [\n")));
        }
        return text.toString();
    }

    private Written value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 0, 1 -> {
                String scalar = pick(SCALARS);
                yield new Written(scalar, scalar);
            }
            case 2 -> list(depth);
            default -> table(depth);
        };
    }

    private Written list(int depth) {
        List<Written> elements = several(() -> value(depth - 1));
        List<String> gaps = IntStream.range(0, elements.size() + 1)
                .mapToObj(i -> pick(BETWEEN))
                .toList();
        String end = elements.isEmpty() || random.nextBoolean() ? "" : ",";
        return new Written(
                list(elements.stream().map(Written::strict).toList(), gaps, end),
                list(elements.stream().map(Written::free).toList(), gaps, end));
    }

    private static String list(List<String> elements, List<String> gaps, String end) {
        StringBuilder text = new StringBuilder("[").append(gaps.getFirst());
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ",").append(gaps.get(i)).append(elements.get(i));
        }
        return text.append(end).append(gaps.getLast()).append(']').toString();
    }

    private Written table(int depth) {
        List<Written> values = several(() -> value(depth - 1));
        List<String> strict = new ArrayList<>();
        StringBuilder free = new StringBuilder("{").append(pick(BETWEEN));
        for (int i = 0; i < values.size(); i++) {
            String key = i == 0 ? pick(List.of("a", "\"b c\"", "'d'", "e.f")) : "k" + i;
            String equals = pick(List.of("=", " = ", "\t="));
            strict.add(key + equals + values.get(i).strict());
            free.append(key).append(equals).append(values.get(i).free());
            boolean last = i == values.size() - 1;
            String comma = pick(List.of(",", ", ", "\n", " # b\n ,", ",\n", " , # c\n"));
            free.append(last && random.nextBoolean() ? "" : comma).append(pick(BETWEEN));
        }
        String spaces = pick(List.of("", " "));
        return new Written(
                strict.stream().collect(Collectors.joining("," + spaces, "{" + spaces, spaces + "}")),
                free.append("}").toString());
    }

    private <T> List<T> several(Supplier<T> one) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> one.get()).toList();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
