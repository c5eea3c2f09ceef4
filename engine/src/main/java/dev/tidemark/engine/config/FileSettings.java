package dev.tidemark.engine.config;

import dev.tidemark.engine.file.FileSourceConfig;
import dev.tidemark.engine.file.FileSourceConfig.Links;
import dev.tidemark.engine.layout.Layout;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the connector {@code file}; the paths are absolute. */
public record FileSettings(FileSourceConfig source) implements ConnectorSettings {
    private static final Key<List<String>> PATHS = Key.required(
            "paths",
            Kind.oneOrMore(Kind.TEXT),
            List.of(),
            "Files, folders (with all below) and globs, relative to the workspace.");
    private static final Key<String> LAYOUT = Key.optional(
            "file_layout",
            Kind.TEXT,
            "Grok pattern for the path below an entry of `paths`: its times order the files, its other names become"
                    + " columns.");
    private static final Key<Map<String, String>> PATTERNS =
            Key.optional("patterns", Kind.NAMED_TEXTS, "Grok patterns that `file_layout` may refer to, by name.");
    private static final Key<List<String>> NAMES = Key.optional(
            "names",
            Kind.oneOrMore(Kind.FILE_NAMES),
            "Patterns for the names of the files to take from folders, where there is no `file_layout`; those of the"
                    + " table (`files`) if it is not written, `*` for all.");
    private static final Key<Links> LINKS = Key.of(
            "links",
            Kind.choice(Links.class),
            Links.GIVEN,
            "Which symbolic links are followed: those that `paths` names (given), or all.");
    private static final Key<Duration> SETTLE = Key.of(
            "settle",
            Kind.SPAN,
            FileSourceConfig.SETTLE,
            "How long a file must be unchanged for its last line to count without a line feed.");

    static final List<Key<?>> KEYS = List.of(PATHS, LAYOUT, PATTERNS, NAMES, LINKS, SETTLE);

    /** Stands for settings that cannot be used, after that was told. */
    static final FileSettings NONE = new FileSettings(FileSourceConfig.of("none"));

    /** @param files patterns for the names of the table's logs; empty: any */
    static FileSettings read(Section section, List<String> files, Path workspace) {
        List<String> paths = section.read(PATHS);
        Map<String, String> patterns = section.find(PATTERNS).orElse(Map.of());
        Optional<String> layout = section.find(LAYOUT);
        List<String> names = section.find(NAMES).orElse(files);
        Links links = section.read(LINKS);
        Duration settle = section.read(SETTLE);
        try {
            layout.ifPresent(text -> Layout.compile(text, patterns));
        } catch (IllegalArgumentException broken) {
            section.problem(LAYOUT.name(), String.valueOf(broken.getMessage()));
            layout = Optional.empty();
        }
        if (paths.isEmpty() || paths.contains("")) {
            if (section.has(PATHS.name())) {
                section.problem(PATHS.name(), "name at least one file, folder or glob, and none that is empty");
            }
            return NONE;
        }
        List<String> absolute =
                paths.stream().map(path -> absolute(path, workspace)).toList();
        return new FileSettings(new FileSourceConfig(absolute, layout, patterns, names, links, settle));
    }

    /** A glob need not be a valid path everywhere, so this is done with text. */
    private static String absolute(String path, Path workspace) {
        return path.startsWith("/") ? path : workspace + "/" + path;
    }
}
