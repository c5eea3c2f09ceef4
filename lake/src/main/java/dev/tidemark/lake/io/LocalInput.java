package dev.tidemark.lake.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/** A file to be read. */
record LocalInput(String location) implements InputFile {
    @Override
    public long getLength() {
        try {
            return Files.size(LocalFileIO.path(location));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public boolean exists() {
        return Files.exists(LocalFileIO.path(location));
    }

    @Override
    public SeekableInputStream newStream() {
        try {
            return new LocalInputStream(FileChannel.open(LocalFileIO.path(location), StandardOpenOption.READ));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(IOException e) {
        return e instanceof NoSuchFileException
                ? new NotFoundException(e, "there is no file %s", location)
                : new UncheckedIOException(e);
    }
}
