package dev.tidemark.engine.file;

import dev.tidemark.engine.layout.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to collect from local folders.
 *
 * @param paths      files, folders (with all below) and globs ({@code *}, {@code **}, {@code ?}, {@code [a-z]},
 *                   {@code {a,b}}); relative ones are below the current folder
 * @param fileLayout what the path below an entry of {@code paths} says; of a file and of a glob it begins after the
 *                   last folder without wildcards. Without a layout every file is collected, by when it changed
 * @param patterns   grok patterns for the layout, by name
 * @param names      patterns for the names of files that are collected where there is no layout and a folder was given;
 *                   empty: all
 * @param links      which symbolic links are followed
 * @param settle     how long a file must be unchanged for its last line to count without a line feed
 */
public record FileSourceConfig(
        List<String> paths,
        Optional<String> fileLayout,
        Map<String, String> patterns,
        List<String> names,
        Links links,
        Duration settle) {
    public static final Duration SETTLE = Duration.ofSeconds(5);

    /** Which symbolic links are followed. */
    public enum Links {
        /** Those that {@code paths} names, none inside folders. */
        GIVEN,
        /** All. */
        ALL
    }

    /** @throws IllegalArgumentException if a value cannot be used; the message says what to change */
    public FileSourceConfig {
        paths = List.copyOf(paths);
        patterns = Map.copyOf(patterns);
        names = List.copyOf(names);
        if (paths.isEmpty() || paths.contains("")) {
            throw new IllegalArgumentException("paths must name at least one file, folder or glob, and none is empty");
        }
        if (settle.isNegative()) {
            throw new IllegalArgumentException("settle must not be negative: " + settle);
        }
        compiled(fileLayout, patterns);
    }

    /** With the defaults for everything else. */
    public static FileSourceConfig of(String... paths) {
        return new FileSourceConfig(List.of(paths), Optional.empty(), Map.of(), List.of(), Links.GIVEN, SETTLE);
    }

    public FileSourceConfig withLayout(String layout) {
        return new FileSourceConfig(paths, Optional.of(layout), patterns, names, links, settle);
    }

    public FileSourceConfig withNames(String... patternsOfNames) {
        return new FileSourceConfig(paths, fileLayout, patterns, List.of(patternsOfNames), links, settle);
    }

    /** Which files in folders are collected: a layout says so itself. */
    FileNames fileNames() {
        return fileLayout.isPresent() ? FileNames.ANY : FileNames.of(names);
    }

    Layout layout() {
        return compiled(fileLayout, patterns);
    }

    private static Layout compiled(Optional<String> layout, Map<String, String> patterns) {
        return layout.map(text -> Layout.compile(text, patterns)).orElse(Layout.NONE);
    }
}
