package dev.tidemark.lake.parquet;

/** The compressor and the buffers of one worker, used again for each of its files. One thread at a time. */
public final class Encoder implements AutoCloseable {
    public Encoder() {}

    @Override
    public void close() {}
}
