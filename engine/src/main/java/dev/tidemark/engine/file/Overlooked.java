package dev.tidemark.engine.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Files that were renamed while their folder was listed, so that the listing has neither their old name nor the new. */
final class Overlooked {
    private Overlooked() {}

    /**
     * Whether a known file lies in a folder after all.
     *
     * @param sibling a file in that folder
     * @param present what was listed
     */
    static boolean is(Known known, Path sibling, Set<String> present) {
        try (DirectoryStream<Path> folder =
                Files.newDirectoryStream(sibling.resolveSibling(""), Files::isRegularFile)) {
            for (Path path : folder) {
                if (!present.contains(path.toString()) && continues(path, known)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Not found is all that can be said.
            return false;
        }
        return false;
    }

    private static boolean continues(Path path, Known known) {
        try (Stored stored = Stored.open(path)) {
            return stored.continues(known);
        } catch (IOException e) {
            // Gone again, or not to be read: another run will tell.
            return false;
        }
    }
}
