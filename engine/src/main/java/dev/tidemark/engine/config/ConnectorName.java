package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what sort of place a source is, also where it says so in the words of Apache Iggy's connectors. */
final class ConnectorName {
    private static final Key<String> CONNECTOR = Key.of(
            "connector",
            SourceTypes.NAME,
            SourceTypes.FILE,
            "What sort of place it is, see the connectors below. Where it is not written: the name in the library of"
                    + " `path`; else the source's own name if it is that of a connector and `config` has no `paths`.");
    private static final Key<String> PATH = Key.optional(
            "path",
            Kind.TEXT,
            "Library of a connector of Apache Iggy, such as `libiggy_connector_elasticsearch_source`: names the"
                    + " connector, and is not loaded.");

    private static final Pattern LIBRARY =
            Pattern.compile("(?:.*[/\\\\])?(?:lib)?(?:iggy_connector_)?(.+?)_source(?:\\.[a-z]+)?");

    static final List<Key<?>> KEYS = List.of(CONNECTOR, PATH);

    private ConnectorName() {}

    /** @param source its name */
    static String of(String source, Section section) {
        Optional<String> library = section.find(PATH);
        if (section.has(CONNECTOR.name())) {
            return section.read(CONNECTOR);
        }
        if (library.isPresent()) {
            Matcher name = LIBRARY.matcher(library.get());
            if (name.matches() && SourceTypes.names().contains(name.group(1))) {
                return name.group(1);
            }
            section.problem(
                    PATH.name(),
                    "no connector is known by the name of the library '" + library.get() + "'; add 'connector', one of "
                            + String.join(", ", SourceTypes.names()));
        }
        boolean named = !hasPaths(section) && SourceTypes.names().contains(source);
        return named ? source : section.read(CONNECTOR);
    }

    private static boolean hasPaths(Section section) {
        return section.has("config", "paths");
    }
}
