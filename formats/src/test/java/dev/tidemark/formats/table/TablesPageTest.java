package dev.tidemark.formats.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.formats.expression.Expression;
import dev.tidemark.formats.expression.Functions;
import dev.tidemark.formats.expression.Names;
import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/tables.md, and holds its reference against the code. */
class TablesPageTest {
    private static final Path PAGE = Path.of("../docs/tables.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    private static final Pattern REFERENCE =
            Pattern.compile("<!-- reference: (\\w+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    private record Block(String kind, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    @Test
    void theReferenceIsThatOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String written = REFERENCE
                .matcher(page)
                .replaceAll(part -> Matcher.quoteReplacement(
                        "<!-- reference: " + part.group(1) + " -->\n\n" + reference(part.group(1)) + "\n<!-- end -->"));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: mvn -Dquick -pl formats -am test -Dtest=TablesPageTest -Dupdate.docs=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(written);
    }

    private static String reference(String of) {
        return switch (of) {
            case "table" -> TableKeys.tableReference();
            case "column" -> TableKeys.columnReference();
            case "format" -> FormatReader.reference().strip() + "\n";
            default -> Functions.reference();
        };
    }

    @Test
    void everyTableOfThePageReadsItsLogIntoItsRow() throws IOException {
        List<Block> blocks = blocks();
        int read = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).kind().equals("toml")) {
                Problems problems = new Problems();
                Section root = Document.parse("tidemark.toml", blocks.get(i).text(), problems);
                Catalog catalog = Catalog.builtIn().with(root);
                root.ignore("sources");
                root.end();
                assertThat(problems.faults()).as(blocks.get(i).text()).isEmpty();
                if (i + 2 < blocks.size() && blocks.get(i + 1).kind().equals("log")) {
                    check(catalog, blocks.get(i + 1).text(), blocks.get(i + 2).text());
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(3);
    }

    private static void check(Catalog catalog, String log, String row) throws IOException {
        List<String> own = new ArrayList<>(catalog.tables());
        own.removeAll(Catalog.builtIn().tables());
        Rows rows = Rows.of(catalog.table(own.get(0)), log);
        assertThat(rows.rejected).isEmpty();
        assertThat(rows.accepted.get(0).entrySet().stream().map(TablesPageTest::line))
                .as(log)
                .containsExactlyElementsOf(row.lines().toList());
    }

    private static String line(Map.Entry<String, String> entry) {
        return entry.getKey() + ": " + entry.getValue();
    }

    @Test
    void everyExpressionOfThePageHasItsValue() throws Exception {
        Names none = new Names() {
            @Override
            public OptionalInt find(String name) {
                return OptionalInt.empty();
            }

            @Override
            public Collection<String> all() {
                return List.of();
            }
        };
        int evaluated = 0;
        for (Block block : blocks()) {
            if (block.kind().equals("sql")) {
                for (String line : block.text().lines().toList()) {
                    String[] parts = line.split(" +-- ", 2);
                    assertThat(String.valueOf(Expression.parse(parts[0], none).evaluate(number -> null)))
                            .as(line)
                            .isEqualTo(parts[1]);
                    evaluated++;
                }
            }
        }
        assertThat(evaluated).isGreaterThan(10);
    }
}
