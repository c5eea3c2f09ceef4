package dev.tidemark.engine.file;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Tells by their names which files in a folder are logs. */
final class FileNames {
    static final FileNames ANY = new FileNames(List.of());

    private final List<PathMatcher> patterns;

    private FileNames(List<PathMatcher> patterns) {
        this.patterns = patterns;
    }

    /** @param patterns globs on the name alone; none: every file is one */
    static FileNames of(List<String> patterns) {
        return new FileNames(patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList());
    }

    boolean take(Path file) {
        Path name = file.getFileName();
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
