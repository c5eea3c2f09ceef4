package dev.tidemark.lake.stage;

import dev.tidemark.lake.parquet.Bounds;
import dev.tidemark.lake.parquet.ColumnStats;
import dev.tidemark.lake.parquet.FileStats;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/** A file's statistics in Iceberg's terms, from what the writer knows: the file is not read again. */
final class IcebergMetrics {
    private IcebergMetrics() {}

    static List<FieldMetrics> of(FileStats file) {
        return file.columns().stream().map(IcebergMetrics::of).toList();
    }

    /** Of the elements of lists only the size, which is all that Iceberg wants to know. */
    private static FieldMetrics of(ColumnStats stats) {
        FieldMetrics counts = new FieldMetrics(
                stats.fieldId(),
                stats.bytes(),
                stats.repeated() ? -1 : stats.values(),
                stats.repeated() ? -1 : stats.nulls(),
                stats.nans(),
                null,
                null);
        return switch (stats.bounds()) {
            case Bounds.Empty empty -> counts;
            case Bounds.Unknown unknown -> counts;
            case Bounds.Numbers known -> counts.bounded(number(stats, known.min()), number(stats, known.max()));
            case Bounds.Reals known -> counts.bounded(real(stats, known.min()), real(stats, known.max()));
            case Bounds.Texts known -> counts.bounded(TextBound.lower(known.min()), TextBound.upper(known.max()));
        };
    }

    private static ByteBuffer number(ColumnStats stats, long value) {
        return switch (stats.type()) {
            case BOOLEAN -> Conversions.toByteBuffer(Types.BooleanType.get(), value != 0);
            case INTEGER, DATE -> Conversions.toByteBuffer(Types.IntegerType.get(), (int) value);
            case BIGINT, TIMESTAMP -> Conversions.toByteBuffer(Types.LongType.get(), value);
            case FLOAT, DOUBLE, VARCHAR, JSON ->
                throw new IllegalStateException("a column of " + stats.type() + " cannot be bounded by " + value);
        };
    }

    private static ByteBuffer real(ColumnStats stats, double value) {
        return switch (stats.type()) {
            case FLOAT -> Conversions.toByteBuffer(Types.FloatType.get(), (float) value);
            case DOUBLE -> Conversions.toByteBuffer(Types.DoubleType.get(), value);
            case BOOLEAN, INTEGER, DATE, BIGINT, TIMESTAMP, VARCHAR, JSON ->
                throw new IllegalStateException("a column of " + stats.type() + " cannot be bounded by " + value);
        };
    }
}
