package dev.tidemark.cli;

import dev.tidemark.engine.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the folder that holds configuration, lake and state. */
final class WorkspaceFolder {
    private WorkspaceFolder() {}

    /** The given one, else the nearest folder upwards from {@code here} with a configuration, else {@code here}. */
    static Path find(@Nullable Path given, Path here) {
        Path start = here.toAbsolutePath().normalize();
        if (given != null) {
            return start.resolve(given).normalize();
        }
        return configured(start).orElse(start);
    }

    private static Optional<Path> configured(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(Configuration.FILE))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
