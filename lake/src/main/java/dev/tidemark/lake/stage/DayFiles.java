package dev.tidemark.lake.stage;

import dev.tidemark.api.table.Row;
import dev.tidemark.lake.parquet.Encoder;
import dev.tidemark.lake.parquet.FileStats;
import dev.tidemark.lake.parquet.Layout;
import dev.tidemark.lake.parquet.ParquetWriter;
import dev.tidemark.lake.parquet.RowBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of a chunk, by UTC day; bounded in how many are open and in the memory they take.
 *
 * <p>A file that is being written takes memory for each column, however few rows it has. Where there are so many columns
 * that this is much for many days at once, or too many days, rows are gathered first and written day by day, one file
 * after another.
 */
final class DayFiles implements AutoCloseable {
    /** A day's file that is whole and durable. */
    record Finished(long day, FileStats stats) {}

    /** A day's file being written. */
    private record Open(long day, ParquetWriter writer) {}

    private static final int OPEN_DAYS = 32;
    /** How much of the memory rows may take that are gathered, or what is said of those that are written. */
    private static final int PART = 4;

    private final Path folder;
    private final Layout layout;
    private final Encoder encoder;
    private final LongSupplier share;
    /** Least recently used first. */
    private final Map<Long, Open> open = new LinkedHashMap<>(16, 0.75f, true);

    private final List<Finished> finished = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private @Nullable Open last;
    /** Null while rows are written as they come. */
    private @Nullable RowBuffer gathered;

    /** Bytes that the open files take. */
    private long held;

    /** @param share bytes of memory that all of it may take, as it is now */
    DayFiles(Path folder, Layout layout, Encoder encoder, LongSupplier share) {
        this.folder = folder;
        this.layout = layout;
        this.encoder = encoder;
        this.share = share;
        if (OPEN_DAYS * layout.emptyBytes() > share.getAsLong() / 2) {
            gathered = new RowBuffer(layout.schema());
        }
    }

    /** @param day counted from 1970-01-01 */
    void append(long day, Row row) throws IOException {
        if (gathered == null && (last == null || last.day != day) && isOneTooMany(day)) {
            gathered = new RowBuffer(layout.schema());
        }
        RowBuffer rows = gathered;
        if (rows == null) {
            write(day, row);
            return;
        }
        rows.add(day, row);
        if (rows.held() > Math.max(share.getAsLong() / PART, layout.emptyBytes())) {
            write(rows);
        }
    }

    private boolean isOneTooMany(long day) {
        return open.size() == OPEN_DAYS && !open.containsKey(day);
    }

    /** Writes what is gathered; of several days one after another, of one day as rows of the same row group. */
    private void write(RowBuffer rows) throws IOException {
        List<Long> days = rows.groups();
        for (long day : days) {
            if (last != null && last.day != day) {
                endRowGroup(last);
            }
            rows.forEach(day, row -> write(day, row));
        }
        rows.clear();
    }

    private void write(long day, Row row) throws IOException {
        ParquetWriter writer = of(day).writer;
        long before = writer.held();
        writer.append(row);
        held += writer.held() - before;
        if (taken() > share.getAsLong()) {
            bound();
        }
    }

    private long taken() {
        return held + encoder.idleBytes() + (gathered == null ? 0 : gathered.held());
    }

    private Open of(long day) throws IOException {
        Open now = last;
        if (now == null || now.day != day) {
            now = find(day);
            last = now;
        }
        return now;
    }

    private Open find(long day) throws IOException {
        Open known = open.get(day);
        if (known != null) {
            return known;
        }
        if (open.size() == OPEN_DAYS) {
            finish(open.values().iterator().next());
        }
        Path path = folder.resolve(UUID.randomUUID() + ".parquet");
        Open created = new Open(day, new ParquetWriter(path, layout, encoder));
        paths.add(path);
        open.put(day, created);
        held += created.writer.held();
        return created;
    }

    /** Gives memory back while all together takes too much: what is kept for later, then the largest row groups. */
    private void bound() throws IOException {
        long most = share.getAsLong();
        encoder.forget();
        while (taken() > most) {
            Optional<Open> largest = open.values().stream()
                    .filter(file -> file.writer.hasMuch())
                    .max(Comparator.comparingLong(file -> file.writer.held()));
            if (largest.isEmpty()) {
                return;
            }
            endRowGroup(largest.get());
            encoder.forget();
            boundDescribed(Math.max(most / PART, layout.emptyBytes()));
        }
    }

    /** What is said of row groups goes with the end of their file. */
    private void boundDescribed(long most) throws IOException {
        long described = 0;
        for (Open file : open.values()) {
            described += file.writer.describedBytes();
        }
        if (described > most) {
            finish(Collections.max(
                    open.values(), Comparator.comparingLong((Open file) -> file.writer.describedBytes())));
        }
    }

    private void endRowGroup(Open file) throws IOException {
        held -= file.writer.held();
        file.writer.endRowGroup();
        held += file.writer.held();
    }

    /** Ends all files and makes them durable. */
    void finish() throws IOException {
        if (gathered != null) {
            write(gathered);
        }
        for (Open file : List.copyOf(open.values())) {
            finish(file);
        }
    }

    private void finish(Open file) throws IOException {
        open.remove(file.day);
        if (file.equals(last)) {
            last = null;
        }
        held -= file.writer.held();
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
