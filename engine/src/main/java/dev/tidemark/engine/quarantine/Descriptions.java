package dev.tidemark.engine.quarantine;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.CorruptStateException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a source told of its records when they were collected, kept beside the rows: what is set aside can be read again
 * when the source cannot be asked, or does not have any more what it told of. Safe for many threads and processes.
 */
public final class Descriptions {
    private static final int ATTEMPTS = 20;

    private final Blobs blobs;
    private final String folder;

    public Descriptions(Blobs blobs, String source) {
        this.blobs = blobs;
        folder = "described/" + source + "/";
    }

    /**
     * What was told last, and of shapes that are gone what was told of them last; empty if nothing is kept.
     *
     * @throws CorruptStateException if it cannot be understood
     */
    public Optional<Told> read() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> names = blobs.names(folder);
            if (names.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(decode(names.getLast(), blobs.read(names.getLast())));
            } catch (NoSuchFileException replaced) {
                // another collector has written a newer one
            }
        }
        throw new IOException(folder + " is changed all the time");
    }

    private static Told decode(String name, byte[] document) throws CorruptStateException {
        try {
            return DescriptionJson.decode(document);
        } catch (RuntimeException e) {
            throw new CorruptStateException(
                    name, String.valueOf(e.getMessage()), "Remove it: what the source tells is kept again");
        }
    }

    /** Keeps what is told now; durable when it returns. Nothing is written if it is known already. */
    public void keep(Told told) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<String> names = blobs.names(folder);
            Optional<Told> before = read();
            byte[] all = DescriptionJson.encode(before.map(told::over).orElse(told));
            if (before.isPresent() && Arrays.equals(all, DescriptionJson.encode(before.get()))) {
                return;
            }
            try {
                blobs.write(next(names), all);
            } catch (FileAlreadyExistsException overtaken) {
                continue;
            }
            for (String old : names) {
                blobs.delete(old);
            }
            return;
        }
        throw new IOException(folder + " is changed all the time");
    }

    /** Numbers sort as their names do. */
    private String next(List<String> names) {
        long last = names.isEmpty()
                ? 0
                : Long.parseLong(names.getLast().substring(folder.length()).replace(".json", ""));
        return folder + "%012d.json".formatted(last + 1);
    }
}
