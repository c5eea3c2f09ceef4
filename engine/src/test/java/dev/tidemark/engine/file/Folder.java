package dev.tidemark.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What programs and their rotation do to log files. */
record Folder(Path path) {
    Path file(String name) {
        return path.resolve(name);
    }

    Folder append(String name, String text) {
        return act(() -> {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
    }

    Folder replace(String name, String text) {
        return act(() -> Files.writeString(file(name), text));
    }

    Folder rename(String from, String to) {
        return act(() -> Files.move(file(from), file(to), StandardCopyOption.REPLACE_EXISTING));
    }

    Folder copy(String from, String to) {
        return act(() -> Files.copy(file(from), file(to), StandardCopyOption.REPLACE_EXISTING));
    }

    Folder truncate(String name) {
        return act(() -> Files.newOutputStream(file(name), StandardOpenOption.TRUNCATE_EXISTING)
                .close());
    }

    Folder delete(String name) {
        return act(() -> Files.delete(file(name)));
    }

    Folder gzip(String from, String to) {
        return act(() -> {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file(to)))) {
                Files.copy(file(from), out);
            }
        });
    }

    Folder gzipText(String name, String text) {
        return act(() -> {
            Files.createDirectories(file(name).getParent());
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file(name)))) {
                out.write(text.getBytes(UTF_8));
            }
        });
    }

    Folder zip(String from, String to) {
        return act(() -> {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file(to)))) {
                out.putNextEntry(new ZipEntry(from));
                Files.copy(file(from), out);
            }
        });
    }

    boolean has(String name) {
        return Files.exists(file(name));
    }

    interface Action {
        void run() throws IOException;
    }

    Folder act(Action action) {
        try {
            action.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
