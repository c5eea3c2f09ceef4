package dev.tidemark.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks the archive of a server. */
final class Unzip {
    private Unzip() {}

    static void into(Path folder, Path zip) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException(zip + " has an entry that leaves it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    unpack(archive, entry, file, folder);
                }
            }
        }
    }

    private static void unpack(ZipFile archive, ZipEntry entry, Path file, Path folder) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream bytes = archive.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
        // Java does not read the permissions that an archive holds; what lies in bin is to be run.
        if (folder.relativize(file).toString().contains("/bin/")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
