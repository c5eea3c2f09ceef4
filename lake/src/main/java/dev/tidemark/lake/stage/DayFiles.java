package dev.tidemark.lake.stage;

import dev.tidemark.api.table.Row;
import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.FileStats;
import dev.tidemark.lake.parquet.Layout;
import dev.tidemark.lake.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of a chunk, by UTC day; bounded in how many are open and in the memory they take. */
final class DayFiles implements AutoCloseable {
    /** A day's file that is whole and durable. */
    record Finished(long day, FileStats stats) {}

    /** A day's file being written. */
    final class Open {
        private final long day;
        private final ParquetWriter writer;

        private Open(long day) throws IOException {
            this.day = day;
            Path path = folder.resolve(UUID.randomUUID() + ".parquet");
            writer = new ParquetWriter(path, layout, encoder);
            paths.add(path);
        }

        void append(Row row) throws IOException {
            writer.append(row);
            if (++rowsUnmeasured >= MEASURE_ROWS) {
                rowsUnmeasured = 0;
                bound();
            }
        }
    }

    private static final int OPEN_DAYS = 32;
    private static final int MEASURE_ROWS = 4096;
    private static final long HELD_BYTES = 64 << 20;

    private final Path folder;
    private final Layout layout;
    private final Encoder encoder;
    /** Least recently used first. */
    private final Map<Long, Open> open = new LinkedHashMap<>(16, 0.75f, true);

    private final List<Finished> finished = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private @Nullable Open last;
    private int rowsUnmeasured;

    DayFiles(Path folder, Layout layout, Encoder encoder) {
        this.folder = folder;
        this.layout = layout;
        this.encoder = encoder;
    }

    /** The file of a day, counted from 1970-01-01. */
    Open of(long day) throws IOException {
        if (last == null || last.day != day) {
            last = find(day);
        }
        return last;
    }

    private Open find(long day) throws IOException {
        Open known = open.get(day);
        if (known != null) {
            return known;
        }
        if (open.size() == OPEN_DAYS) {
            Open oldest = open.values().iterator().next();
            finish(oldest);
            open.remove(oldest.day);
        }
        Open created = new Open(day);
        open.put(day, created);
        return created;
    }

    /** Writes out the largest row groups while all together take too much memory. */
    private void bound() throws IOException {
        long held = 0;
        for (Open file : open.values()) {
            held += file.writer.held();
        }
        while (held > HELD_BYTES) {
            ParquetWriter largest =
                    Collections.max(open.values(), Comparator.comparingLong(file -> file.writer.held())).writer;
            held -= largest.held();
            largest.endRowGroup();
        }
    }

    /** Ends all files and makes them durable. */
    void finish() throws IOException {
        for (Open file : open.values()) {
            finish(file);
        }
        open.clear();
        last = null;
    }

    private void finish(Open file) throws IOException {
        try (ParquetWriter writer = file.writer) {
            finished.add(new Finished(file.day, writer.finish()));
        }
    }

    List<Finished> finished() {
        return finished;
    }

    /** All files that were begun. */
    List<Path> paths() {
        return paths;
    }

    @Override
    public void close() throws IOException {
        for (Open file : open.values()) {
            file.writer.close();
        }
        open.clear();
    }
}
