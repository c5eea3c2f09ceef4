package dev.tidemark.engine.file;

import dev.tidemark.api.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Problems with files, in words that say what to do. */
final class Trouble {
    private Trouble() {}

    static Problem with(Path path, IOException e) {
        return new Problem(path.toString(), reason(e));
    }

    static Problem loop(Path link) {
        return new Problem(
                link.toString(), "this link leads back to a folder that it lies in; it is not followed: remove it");
    }

    static Problem name(Path path) {
        return new Problem(
                path.toString(),
                "its name is not text in this system's encoding (" + System.getProperty("sun.jnu.encoding")
                        + "): rename it, or run with a UTF-8 locale such as LC_ALL=C.UTF-8");
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied: let the user that collects read it (a folder: enter it too), or leave it out of"
                    + " paths";
        }
        if (e instanceof NoSuchFileException) {
            return "it vanished while it was listed; if it was renamed, a later run collects it";
        }
        if (e instanceof FileSystemLoopException) {
            return "its links lead in a circle: remove one of them";
        }
        String reason = e instanceof FileSystemException other ? other.getReason() : null;
        return (reason == null ? e.toString() : reason) + "; what lies beside it is collected";
    }
}
