package dev.tidemark.lake;

import dev.tidemark.api.Range;
import dev.tidemark.lake.io.LocalFileIO;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Comparators;

/** Which data files a table has, by Iceberg's metadata alone. */
final class Plan {
    private static final int ATTEMPTS = 10;

    private Plan() {}

    /** Files that may hold rows a filter wants, with their statistics, of the table's newest snapshot. */
    static List<DataFile> files(LakeTable table, Expression filter) throws IOException {
        return Failures.checked("planning table " + table.name(), () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return scan(table, filter);
                } catch (NotFoundException e) {
                    // Expired while it was read: a newer one is there.
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    table.table().refresh();
                }
            }
        });
    }

    private static List<DataFile> scan(LakeTable table, Expression filter) throws IOException {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.table().newScan().filter(filter).includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                files.add(task.file());
            }
        }
        return files;
    }

    static List<String> paths(List<DataFile> files) {
        return files.stream().map(Plan::path).sorted().toList();
    }

    static String path(DataFile file) {
        return LocalFileIO.path(file.location()).toString();
    }

    /** Whose rows a file has. */
    static String source(DataFile file) {
        return file.partition().get(0, String.class);
    }

    /** The day of a file's rows, as days since 1970. */
    static int day(DataFile file) {
        return file.partition().get(1, Integer.class);
    }

    static Expression ofSource(String source) {
        return Expressions.equal(LakeTable.SOURCE, source);
    }

    /** Holds at least for rows read at one of the places; files are told apart by the first and the last of them. */
    static Expression at(Set<String> locations) {
        return locations.isEmpty() ? Expressions.alwaysFalse() : among(LakeTable.LOCATION, locations);
    }

    /**
     * Holds at least for rows with one of some texts in a column. The first and the last of them are such in the order of
     * bounds, that of code points, which is another one than that of Java's texts beyond U+FFFF.
     *
     * @param texts at least one
     */
    static Expression among(String column, Set<String> texts) {
        Comparator<CharSequence> order = Comparators.charSequences();
        return Expressions.and(
                Expressions.greaterThanOrEqual(column, Collections.min(texts, order)),
                Expressions.lessThanOrEqual(column, Collections.max(texts, order)));
    }

    static Expression within(Range range) {
        Expression filter = Expressions.alwaysTrue();
        if (!range.from().equals(Instant.MIN)) {
            filter = Expressions.and(filter, Expressions.greaterThanOrEqual(LakeTable.TIME, micros(range.from())));
        }
        if (!range.to().equals(Instant.MAX)) {
            filter = Expressions.and(filter, Expressions.lessThan(LakeTable.TIME, micros(range.to())));
        }
        return filter;
    }

    /** The first microsecond since 1970 that is not before an instant; the last or first there is if it is too far. */
    static long micros(Instant instant) {
        BigInteger micros = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(1_000_000))
                .add(BigInteger.valueOf((instant.getNano() + 999) / 1000));
        return micros.min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValueExact();
    }
}
