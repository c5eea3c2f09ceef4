package dev.tidemark.testkit;

import dev.tidemark.api.Blobs;
import java.io.IOException;
import java.util.List;

/** Blobs whose calls can go wrong. */
public final class FaultyBlobs implements Blobs {
    private final Blobs blobs;
    private final Faults faults;

    public FaultyBlobs(Blobs blobs, Faults faults) {
        this.blobs = blobs;
        this.faults = faults;
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        faults.guard(() -> {
            blobs.write(name, content);
            return name;
        });
    }

    @Override
    public byte[] read(String name) throws IOException {
        return faults.guard(() -> blobs.read(name));
    }

    @Override
    public List<String> names(String prefix) throws IOException {
        return faults.guard(() -> blobs.names(prefix));
    }

    @Override
    public void delete(String name) throws IOException {
        faults.guard(() -> {
            blobs.delete(name);
            return name;
        });
    }
}
