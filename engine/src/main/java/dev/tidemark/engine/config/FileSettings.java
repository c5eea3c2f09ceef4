package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the connector {@code file}.
 *
 * @param paths    files, folders and globs, absolute
 * @param layout   what the path below an entry of {@code paths} says
 * @param patterns grok patterns for the layout, by name
 * @param links    which symbolic links are followed
 * @param settle   how long a file must be unchanged for its last line to count without a line feed
 */
public record FileSettings(
        List<String> paths, Optional<String> layout, Map<String, String> patterns, Links links, Duration settle)
        implements ConnectorSettings {
    /** Which symbolic links are followed. */
    public enum Links {
        GIVEN,
        ALL
    }

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
            Key.of("patterns", Kind.NAMED_TEXTS, Map.of(), "Grok patterns that `file_layout` may refer to, by name.");
    private static final Key<Links> LINKS = Key.of(
            "links",
            Kind.choice(Links.class),
            Links.GIVEN,
            "Symbolic links to follow: those that `paths` names, or all.");
    private static final Key<Duration> SETTLE = Key.of(
            "settle",
            Kind.SPAN,
            Duration.ofSeconds(5),
            "How long a file must be unchanged for its last line to count without a line feed.");

    /** Stands for settings that are missing, after that was told. */
    static final FileSettings NONE =
            new FileSettings(List.of(), Optional.empty(), Map.of(), Links.GIVEN, Duration.ofSeconds(5));

    static final List<Key<?>> KEYS = List.of(PATHS, LAYOUT, PATTERNS, LINKS, SETTLE);

    public FileSettings {
        paths = List.copyOf(paths);
        patterns = Map.copyOf(patterns);
    }

    static FileSettings read(Section section, Path workspace) {
        List<String> paths = section.read(PATHS);
        if (section.has("paths") && paths.isEmpty() || paths.contains("")) {
            section.problem("paths", "name at least one file, folder or glob, and none that is empty");
        }
        return new FileSettings(
                paths.stream().map(path -> absolute(path, workspace)).toList(),
                section.find(LAYOUT),
                section.read(PATTERNS),
                section.read(LINKS),
                section.read(SETTLE));
    }

    /** A glob need not be a valid path everywhere, so this is done with text. */
    private static String absolute(String path, Path workspace) {
        return path.startsWith("/") ? path : workspace + "/" + path;
    }
}
