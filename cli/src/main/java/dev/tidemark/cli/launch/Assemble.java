package dev.tidemark.cli.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the folder that the launcher runs from: the jars, and this platform's native libraries beside them.
 *
 * <p>The drivers of DuckDB, SQLite and zstd unpack their native library from the jar in every process, DuckDB's being
 * 72 MB. Each looks in {@code java.library.path} (SQLite: {@code org.sqlite.lib.path}) if its jar holds none. Uses the
 * JDK only.
 */
public final class Assemble {
    private Assemble() {}

    /** {@code FOLDER JAR LIB}: copies the program's jar and all jars of the folder LIB into FOLDER. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path natives = Files.createDirectories(folder.resolve("native"));
        Optional<Platform> platform = Platform.here();
        for (Path jar : jars(Path.of(args[1]), Path.of(args[2]))) {
            Path copy = folder.resolve(jar.getFileName());
            if (platform.isEmpty() || !separate(jar, platform.get(), copy, natives)) {
                Files.copy(jar, copy);
            }
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

    /** Whether the jar holds a library for the platform, and so was copied without any. */
    private static boolean separate(Path jar, Platform platform, Path copy, Path natives) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Optional<? extends ZipEntry> library = zip.stream()
                    .filter(entry -> platform.library(entry.getName()))
                    .findFirst();
            if (library.isEmpty()) {
                return false;
            }
            try (InputStream bytes = zip.getInputStream(library.get())) {
                Files.copy(
                        bytes, natives.resolve(platform.fileName(library.get().getName())));
            }
            copyClasses(zip, copy);
            return true;
        }
    }

    private static void copyClasses(ZipFile zip, Path copy) throws IOException {
        try (OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (!Platform.nativeCode(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        bytes.transferTo(out);
                    }
                }
            }
        }
    }
}
