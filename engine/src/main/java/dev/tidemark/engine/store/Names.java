package dev.tidemark.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files below a folder while others write there: what vanishes during the walk was not there. */
final class Names {
    private Names() {}

    /** Names relative to {@code root} with {@code /} between the parts, those that begin with {@code prefix}, sorted. */
    static List<String> below(Path root, String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        // Only the folder that the prefix leads into is walked: there may be many files of other sources.
        Path start = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (name.startsWith(prefix)) {
                    names.add(name);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
                if (reason instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw reason;
            }
        });
        names.sort(null);
        return names;
    }
}
