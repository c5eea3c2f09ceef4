package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.List;

/**
 * The columns of a file, and by which field ids readers know them.
 *
 * @param fieldIds   the field id of each of the schema's nodes, by number
 * @param elementIds the field id of the elements of each node that is a list, by number; 0 for all others
 */
public record Layout(Schema schema, List<Integer> fieldIds, List<Integer> elementIds) {
    /** A table of more columns than this is wide: of some of its columns catalogs are not told what files hold. */
    private static final int WIDE = 256;

    private static final int MEASURED = 64;
    private static final String COMMON = "tp_";
    /** What a column takes in memory that has hardly any values. */
    private static final long EMPTY_BYTES = 2048;

    /** @throws IllegalArgumentException if a node has no field id, or a list no element id */
    public Layout {
        fieldIds = List.copyOf(fieldIds);
        elementIds = List.copyOf(elementIds);
        int nodes = schema.nodes().size();
        if (fieldIds.size() != nodes || elementIds.size() != nodes) {
            throw new IllegalArgumentException("there are " + nodes + " columns, " + fieldIds.size() + " field ids and "
                    + elementIds.size() + " element ids; each column needs both");
        }
        for (Schema.Node node : schema.nodes()) {
            if (node.type() instanceof Type.ListOf && elementIds.get(node.number()) == 0) {
                throw new IllegalArgumentException("the elements of " + node.path() + " have no field id");
            }
        }
    }

    /** About how many bytes of memory a row group takes that has hardly any rows. */
    public long emptyBytes() {
        return schema.nodes().size() * EMPTY_BYTES;
    }

    /**
     * Whether what a file holds of a column is told to catalogs, which keep it in memory for each file: of a wide table
     * that is so of the common columns and the first ones. In the file itself it stands of all.
     */
    boolean isMeasured(int node) {
        return schema.nodes().size() <= WIDE
                || node < MEASURED
                || schema.nodes().get(node).path().startsWith(COMMON);
    }
}
