package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on how rows are stored exactly once names tests: they must be there, under the names of the scenarios. */
class ExactlyOncePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| [^|]+ \\| ([^|]+) \\|");
    private static final Pattern TITLE = Pattern.compile("@DisplayName\\(\\s*\"([a-z-]+(?:, [a-z-]+)*):");

    @Test
    void everyScenarioHasTheTestsThatThePageNames() throws IOException {
        Map<String, Set<String>> tests = tests();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/exactly-once.md")));
        int rows = 0;
        while (row.find()) {
            assertThat(tests.getOrDefault(row.group(1), Set.of()))
                    .as(row.group(1))
                    .contains(row.group(2).replace("`", "").split(", ", -1));
            rows++;
        }
        assertThat(rows).isGreaterThan(40);
    }

    /** Classes of tests by the scenarios in the titles of their tests. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (String module :
                new String[] {"api", "formats", "engine", "lake", "embed", "redis", "aws", "elastic", "testkit", "cli"
                }) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    Matcher title = TITLE.matcher(oneText(Files.readString(file)));
                    while (title.find()) {
                        for (String scenario : title.group(1).split(", ", -1)) {
                            tests.computeIfAbsent(scenario, any -> new TreeSet<>())
                                    .add(name);
                        }
                    }
                }
            }
        }
        return tests;
    }

    /** Texts that are written in parts become one. */
    private static String oneText(String java) {
        return java.replaceAll("\"\\s*\\+\\s*\"", "");
    }
}
