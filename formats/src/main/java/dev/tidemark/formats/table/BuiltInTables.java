package dev.tidemark.formats.table;

import dev.tidemark.formats.toml.Document;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tables that come with the program; each is read when it is first asked for, so that starting stays quick. */
final class BuiltInTables {
    private static final String RESOURCES = "/dev/tidemark/tables/";
    private static final String FORMATS = "formats";
    private static final List<String> NAMES =
            List.of("aws_cloudtrail_log", "aws_vpc_flow_log", "apache_access_log", "nginx_access_log");

    private BuiltInTables() {}

    static Catalog catalog() {
        Catalog formats = with(new Catalog(Map.of(), Map.of()), FORMATS);
        Map<String, Supplier<TableDefinition>> tables = new TreeMap<>();
        NAMES.forEach(name -> tables.put(name, new Table(name, formats)));
        return formats.withTables(tables);
    }

    private static Catalog with(Catalog catalog, String resource) {
        Problems problems = new Problems();
        Section root = Document.parse(resource + ".toml", text(resource), problems);
        Catalog more = catalog.with(root);
        root.end();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("broken built-in tables: " + problems.faults());
        }
        return more;
    }

    private static String text(String resource) {
        try (InputStream in = BuiltInTables.class.getResourceAsStream(RESOURCES + resource + ".toml")) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCES + resource + ".toml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One table; safe for many threads. */
    private static final class Table implements Supplier<TableDefinition> {
        private final String name;
        private final Catalog formats;
        private @Nullable TableDefinition read;

        Table(String name, Catalog formats) {
            this.name = name;
            this.formats = formats;
        }

        @Override
        public synchronized TableDefinition get() {
            TableDefinition known = read;
            if (known == null) {
                known = with(formats, name).definition(name);
                read = known;
            }
            return known;
        }
    }
}
