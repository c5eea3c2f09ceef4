package dev.tidemark.lake.stage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a staged file says of one field that has values, in Iceberg's terms.
 *
 * @param size   bytes in the file
 * @param values values and nulls, -1 for a list's elements
 * @param nulls  -1 for a list's elements
 * @param nans   -1 if the field does not hold floating point numbers
 * @param lower  in Iceberg's single-value serialization; null if there is none
 */
public record FieldMetrics(
        int fieldId,
        long size,
        long values,
        long nulls,
        long nans,
        @Nullable ByteBuffer lower,
        @Nullable ByteBuffer upper) {
    FieldMetrics bounded(@Nullable ByteBuffer least, @Nullable ByteBuffer greatest) {
        return new FieldMetrics(fieldId, size, values, nulls, nans, least, greatest);
    }
}
