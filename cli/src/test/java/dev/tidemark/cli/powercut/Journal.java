package dev.tidemark.cli.powercut;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Lines {@code OPERATION TAB PATH [TAB MORE]}, one for each step that changes what a disk holds. */
final class Journal {
    private final Path root;
    private final FileOutputStream out;
    private long shelved;

    Journal(Path root, String file) throws IOException {
        this.root = root;
        out = new FileOutputStream(file, true); // java.io does not go through the journaling file system
    }

    /** Whether a path is one that the test looks after. */
    boolean covers(Path path) {
        return path.toAbsolutePath().normalize().startsWith(root);
    }

    synchronized void add(Step step, Path path, Object more) {
        String line = step + "\t" + path.toAbsolutePath().normalize() + "\t" + more + "\n";
        try {
            out.write(line.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the disk under test takes no notice of syncs: what nothing can survive. */
    boolean deaf() {
        return Boolean.getBoolean("powercut.deaf");
    }

    /** A number for a file that is kept although its name goes. */
    synchronized long shelf() {
        return shelved++;
    }
}
