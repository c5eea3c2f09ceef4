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
}
