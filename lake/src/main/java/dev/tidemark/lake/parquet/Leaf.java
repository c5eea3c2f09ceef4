package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A column as the file has it: a scalar, or the elements of a list.
 *
 * @param node      number of the column in the schema
 * @param name      for people
 * @param path      names from the root down
 * @param fieldId   of the list's elements if it is a list
 * @param ancestors numbers of the structs it is in, outermost first
 */
record Leaf(
        int node,
        String name,
        List<String> path,
        Type.Scalar type,
        boolean repeated,
        int fieldId,
        List<Integer> ancestors) {

    static List<Leaf> of(Layout layout) {
        List<Leaf> leaves = new ArrayList<>();
        for (Schema.Node node : layout.schema().nodes()) {
            int number = node.number();
            switch (node.type()) {
                case Type.Scalar scalar ->
                    leaves.add(
                            leaf(layout, node, scalar, false, layout.fieldIds().get(number)));
                case Type.ListOf list ->
                    leaves.add(leaf(
                            layout,
                            node,
                            list.element(),
                            true,
                            layout.elementIds().get(number)));
                case Type.StructOf struct -> {}
            }
        }
        return leaves;
    }

    private static Leaf leaf(Layout layout, Schema.Node node, Type.Scalar type, boolean repeated, int fieldId) {
        List<Integer> ancestors = new ArrayList<>();
        List<String> path = new ArrayList<>();
        for (int at = node.parent(); at >= 0; ) {
            Schema.Node ancestor = layout.schema().nodes().get(at);
            ancestors.addFirst(at);
            path.addFirst(ancestor.column().name());
            at = ancestor.parent();
        }
        path.add(node.column().name());
        if (repeated) {
            path.add("list");
            path.add("element");
        }
        return new Leaf(node.number(), node.path(), List.copyOf(path), type, repeated, fieldId, List.copyOf(ancestors));
    }

    boolean isTop() {
        return ancestors.isEmpty();
    }

    /** The definition level of a value. */
    int maxDefinition() {
        return ancestors.size() + (repeated ? 3 : 1);
    }

    /** The definition level of a list without elements. */
    int emptyDefinition() {
        return ancestors.size() + 1;
    }

    Physical physical() {
        return Physical.of(type);
    }

    boolean isText() {
        return type == Type.Scalar.VARCHAR || type == Type.Scalar.JSON;
    }

    /** Whether both hold the same values whenever their rows do. */
    boolean isLike(Leaf other) {
        return isTop() && other.isTop() && type == other.type && repeated == other.repeated;
    }
}
