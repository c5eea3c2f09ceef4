package dev.tidemark.formats.grok;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.krakens.grok.api.GrokCompiler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The patterns that every grok may use, by name: those of the library, and ours where they differ. */
final class Patterns {
    private static final List<String> LIBRARY =
            List.of("patterns", "java", "linux-syslog", "firewalls", "haproxy", "postfix", "ruby");

    static final Map<String, String> BUILT_IN = builtIn();

    private Patterns() {}

    private static Map<String, String> builtIn() {
        Map<String, String> patterns = new LinkedHashMap<>();
        // Only the library's pattern files are used: its matcher keeps every value in a map of lists.
        LIBRARY.forEach(file -> read(GrokCompiler.class, "/patterns/" + file, patterns));
        read(Patterns.class, "patterns", patterns);
        // The library marks parts that are not to be kept by this field.
        patterns.replaceAll((name, text) -> text.replace(":UNWANTED}", "}"));
        return Map.copyOf(patterns);
    }

    private static void read(Class<?> owner, String resource, Map<String, String> patterns) {
        try (InputStream bytes = owner.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("the class path lacks the grok patterns " + resource);
            }
            new BufferedReader(new InputStreamReader(bytes, UTF_8)).lines().forEach(line -> add(line, patterns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line, Map<String, String> patterns) {
        int space = line.indexOf(' ');
        if (space > 0 && !line.startsWith("#")) {
            patterns.put(line.substring(0, space), line.substring(space + 1).strip());
        }
    }
}
