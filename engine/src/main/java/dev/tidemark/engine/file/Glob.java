package dev.tidemark.engine.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** A path with wildcards. {@code **} stands for any number of folders, and then only files match. */
final class Glob {
    private static final String WILDCARDS = "*?[{";
    private static final String ANY_DEPTH = "**";

    private final Path base;
    private final List<String> segments = new ArrayList<>();

    Glob(Path path) {
        Path from = path.getRoot();
        for (Path segment : path) {
            if (segments.isEmpty() && !is(segment.toString())) {
                from = from.resolve(segment);
            } else {
                segments.add(segment.toString());
            }
        }
        if (segments.getLast().equals(ANY_DEPTH)) {
            segments.add("*");
        }
        base = from;
    }

    static boolean is(String path) {
        return path.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
    }

    /** The last folder before the first wildcard. */
    Path base() {
        return base;
    }

    /** What there is, sorted by path. */
    List<Path> matches(Folders folders) {
        List<Path> matches = new ArrayList<>();
        match(base, 0, folders, matches);
        return matches.stream().sorted().distinct().toList();
    }

    private void match(Path folder, int segment, Folders folders, List<Path> matches) {
        String pattern = segments.get(segment);
        boolean last = segment == segments.size() - 1;
        if (pattern.equals(ANY_DEPTH)) {
            match(folder, segment + 1, folders, matches);
        }
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + pattern);
        for (Path path : folders.paths(folder)) {
            if (pattern.equals(ANY_DEPTH)) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    match(path, segment, folders, matches);
                }
            } else if (matcher.matches(path.getFileName())) {
                if (!last && Files.isDirectory(path)) {
                    match(path, segment + 1, folders, matches);
                } else if (last && !(segments.contains(ANY_DEPTH) && Files.isDirectory(path))) {
                    matches.add(path);
                }
            }
        }
    }
}
