package dev.tidemark.lake.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's access to local files. Locations are plain paths or file URIs.
 *
 * <p>A written file is durable, its name included, once its stream is closed, so that a catalog entry never points at
 * metadata that a power cut took away. There is no temporary name: nobody looks at a file before the catalog or
 * another file refers to it.
 */
public final class LocalFileIO implements FileIO {
    private static final long serialVersionUID = 1;

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInput(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutput(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a location lies; file URIs may have one slash or three. */
    public static Path path(String location) {
        if (location.startsWith("file://")) {
            return Path.of(location.substring("file://".length()));
        }
        return Path.of(location.startsWith("file:") ? location.substring("file:".length()) : location);
    }
}
