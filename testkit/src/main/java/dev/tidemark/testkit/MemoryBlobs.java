package dev.tidemark.testkit;

import dev.tidemark.api.Blobs;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Blobs in memory. */
public final class MemoryBlobs implements Blobs {
    private final NavigableMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

    @Override
    public void write(String name, byte[] content) throws IOException {
        if (blobs.putIfAbsent(name, content.clone()) != null) {
            throw new FileAlreadyExistsException(name);
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        byte[] content = blobs.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content.clone();
    }

    @Override
    public List<String> names(String prefix) {
        return blobs.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String name) {
        blobs.remove(name);
    }
}
