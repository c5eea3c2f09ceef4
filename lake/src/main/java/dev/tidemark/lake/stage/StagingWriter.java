package dev.tidemark.lake.stage;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.Layout;
import java.io.IOException;
import java.nio.file.Path;

/** Stages a chunk as Parquet files, one or more for each UTC day of {@code tp_timestamp}. */
public final class StagingWriter implements ChunkWriter {
    private final Target target;
    private final Layout layout;
    private final Encoders encoders;
    private final Encoder encoder;

    /**
     * Where a chunk's files go.
     *
     * @param lake   the lake's folder, to which staged paths are relative
     * @param folder an existing folder in the lake that takes the files
     * @param table  name of the table
     * @param source whose rows they are
     */
    public record Target(Path lake, Path folder, String table, String source) {}

    /**
     * @param layout   must have {@code tp_timestamp} and {@code tp_partition}
     * @param encoders lends an encoder until this writer is closed
     */
    public StagingWriter(Target target, Layout layout, Encoders encoders) {
        this.target = target;
        this.layout = layout;
        this.encoders = encoders;
        encoder = encoders.borrow();
    }

    @Override
    public void append(Row row) throws IOException {
        throw new IOException("not yet: " + layout + target);
    }

    @Override
    public Staged prepare() throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public void close() throws IOException {
        encoders.giveBack(encoder);
    }
}
