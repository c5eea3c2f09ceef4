package dev.tidemark.engine.adopt;

import dev.tidemark.engine.file.Position;
import dev.tidemark.engine.file.Position.Archives;
import dev.tidemark.engine.file.Position.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The database of Fluent Bit's tail input. The offset is where it will read on, so what it holds of an unfinished line
 * is read and not delivered. Files go by their inode alone, of several rows with one by the last; a row is made when a
 * file is seen first, and removed with it.
 */
public final class FluentBit {
    /** The table with a row for each file: {@code id}, {@code name}, {@code offset}, {@code inode}, {@code created}. */
    public static final String TABLE = "in_tail_files";

    public static final String REMEDY =
            "Name the file that the setting DB of Fluent Bit's tail input names, and stop Fluent Bit first";

    private FluentBit() {}

    /** @param rows of the table, by the names of its columns; @throws IOException if they cannot be understood */
    public static ForeignState state(Path file, List<Map<String, @Nullable Object>> rows) throws IOException {
        Map<Long, Position> positions = new LinkedHashMap<>();
        try {
            rows.stream()
                    .sorted(Comparator.comparingLong(row -> number(row, "id")))
                    .forEach(row -> positions.put(number(row, "inode"), position(row)));
        } catch (IllegalArgumentException e) {
            throw Unusable.because(file, "a row of its table " + TABLE + " " + e.getMessage(), REMEDY);
        }
        return new ForeignState.Files("Fluent Bit", List.copyOf(positions.values()));
    }

    /** Says that the database cannot be read. */
    public static IOException unreadable(Path file, IOException why) {
        return Unusable.because(file, String.valueOf(why.getMessage()), REMEDY);
    }

    private static Position position(Map<String, @Nullable Object> row) {
        return new Position(
                String.valueOf(row.get("name")),
                Optional.of(new Position.Inode(number(row, "inode"), Set.of())),
                Optional.empty(),
                new Position.Bytes(number(row, "offset"), Stop.ANYWHERE, Archives.STORED),
                row.get("created") instanceof Long seconds
                        ? Optional.of(Instant.ofEpochSecond(seconds))
                        : Optional.empty());
    }

    private static long number(Map<String, @Nullable Object> row, String name) {
        if (row.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException("has '" + row.get(name) + "' for its " + name);
    }
}
