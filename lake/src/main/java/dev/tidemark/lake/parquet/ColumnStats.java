package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Type;

/**
 * What is known of a leaf of a finished file.
 *
 * @param fieldId  of a list: of its elements
 * @param repeated whether it is a list
 * @param bytes    compressed size with page headers
 * @param values   values and nulls; of a list: elements, empty lists and nulls
 * @param nulls    those of them that are not values
 * @param nans     -1 if the column does not hold floating point numbers
 */
public record ColumnStats(
        int fieldId,
        Type.Scalar type,
        boolean repeated,
        long bytes,
        long values,
        long nulls,
        long nans,
        Bounds bounds) {

    /** Both together: the same leaf in another row group. */
    ColumnStats and(ColumnStats other) {
        return new ColumnStats(
                fieldId,
                type,
                repeated,
                bytes + other.bytes,
                values + other.values,
                nulls + other.nulls,
                nans < 0 ? nans : nans + other.nans,
                bounds.and(other.bounds));
    }
}
