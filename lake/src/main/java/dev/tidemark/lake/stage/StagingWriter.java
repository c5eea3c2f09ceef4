package dev.tidemark.lake.stage;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.Layout;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stages a chunk as Parquet files, one or more for each UTC day of {@code tp_timestamp}. */
public final class StagingWriter implements ChunkWriter {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final Target target;
    private final Encoders encoders;
    private final Encoder encoder;
    private final DayFiles days;
    private final int timestamp;
    private boolean prepared;
    private boolean closed;

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
     * @param layout   must have {@code tp_timestamp}, and {@code tp_partition} holding the source in every row
     * @param encoders lends an encoder until this writer is closed
     */
    public StagingWriter(Target target, Layout layout, Encoders encoders) {
        this.target = target;
        this.encoders = encoders;
        timestamp = layout.schema().number("tp_timestamp");
        encoder = encoders.borrow();
        days = new DayFiles(target.folder(), layout, encoder, encoders::share);
    }

    @Override
    public void append(Row row) throws IOException {
        if (row.isNull(timestamp)) {
            throw new IllegalArgumentException("a row of " + target.table() + " has no tp_timestamp");
        }
        days.append(Math.floorDiv(row.bits(timestamp), DAY_MICROS), row);
    }

    /** Makes the files durable, then their names: a name is mentioned only after that. */
    @Override
    public Staged prepare() throws IOException {
        if (prepared) {
            throw new IllegalStateException("the chunk is prepared already");
        }
        days.finish();
        List<StagedFile> files = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        for (DayFiles.Finished file : days.finished()) {
            StagedFile staged = staged(file);
            files.add(staged);
            rows += staged.rows();
            bytes += staged.bytes();
        }
        if (!files.isEmpty()) {
            synchronize(target.folder());
        }
        prepared = true;
        return new Staged(target.table(), rows, bytes, new StagedFiles(files).toJson());
    }

    private StagedFile staged(DayFiles.Finished file) {
        Path path = target.lake().relativize(file.stats().path());
        return new StagedFile(
                path.toString().replace('\\', '/'),
                file.stats().bytes(),
                file.stats().rows(),
                target.source(),
                Math.toIntExact(file.day()),
                file.stats().rowGroups(),
                IcebergMetrics.of(file.stats()));
    }

    private static void synchronize(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder)) {
            directory.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            days.close();
        } finally {
            encoders.giveBack(encoder);
        }
        if (!prepared) {
            for (Path path : days.paths()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
