package dev.tidemark.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the folder that the launcher runs from: the jars, and this platform's native libraries beside them.
 *
 * <p>The drivers of DuckDB, SQLite and zstd unpack their native library from the jar in every process, DuckDB's being
 * 72 MB. Each looks in {@code java.library.path} (SQLite: {@code org.sqlite.lib.path}) if its jar holds none. Of zstd
 * the classes stay that reach its library by JNI: the others need 0.1 s to build their way to it, in every process.
 *
 * <p>Classes that are too old for the start-up cache are made younger, see {@link StackMaps}.
 */
public final class Assemble {
    private Assemble() {}

    /** {@code FOLDER JAR LIB}: copies the program's jar and all jars of the folder LIB into FOLDER. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path natives = Files.createDirectories(folder.resolve("native"));
        Optional<Platform> platform = Platform.here();
        for (Path jar : jars(Path.of(args[1]), Path.of(args[2]))) {
            copy(jar, folder.resolve(jar.getFileName()), platform, natives);
        }
    }

    private static List<Path> jars(Path program, Path libraries) throws IOException {
        try (Stream<Path> all = Files.list(libraries)) {
            return Stream.concat(
                            Stream.of(program),
                            all.filter(file -> file.toString().endsWith(".jar")).sorted())
                    .toList();
        }
    }

    private static void copy(Path jar, Path copy, Optional<Platform> platform, Path natives) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Optional<? extends ZipEntry> library = platform.flatMap(here ->
                    zip.stream().filter(entry -> here.library(entry.getName())).findFirst());
            if (library.isPresent()) {
                String name = library.get().getName();
                try (InputStream bytes = zip.getInputStream(library.get())) {
                    Files.copy(bytes, natives.resolve(platform.get().fileName(name)));
                }
                copyClasses(zip, copy, entry -> !Platform.nativeCode(entry) && !Platform.foreign(entry));
            } else if (StackMaps.lacking(zip)) {
                copyClasses(zip, copy, entry -> true);
            } else {
                Files.copy(jar, copy);
            }
        }
    }

    private static void copyClasses(ZipFile zip, Path copy, Predicate<String> wanted) throws IOException {
        try (OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (wanted.test(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        byte[] content = bytes.readAllBytes();
                        out.write(entry.getName().endsWith(".class") ? StackMaps.added(content) : content);
                    }
                }
            }
        }
    }
}
