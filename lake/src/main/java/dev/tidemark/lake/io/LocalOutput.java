package dev.tidemark.lake.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A file to be written. */
record LocalOutput(String location) implements OutputFile {
    @Override
    public InputFile toInputFile() {
        return new LocalInput(location);
    }

    @Override
    public PositionOutputStream create() {
        return open(Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
        return open(Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    private PositionOutputStream open(Set<StandardOpenOption> options) {
        Path path = LocalFileIO.path(location);
        Path folder = Objects.requireNonNull(path.getParent(), location);
        try {
            Durable.createFolders(folder);
            return new LocalOutputStream(FileChannel.open(path, options), path);
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(e, "%s exists already", location);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
