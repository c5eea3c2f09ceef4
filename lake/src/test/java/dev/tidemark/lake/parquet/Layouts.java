package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;

/** Layouts with field ids in the order of the nodes, and the Iceberg schemas that belong to them. */
public final class Layouts {
    private static final int ELEMENTS = 1000;

    private Layouts() {}

    public static Layout of(Schema schema) {
        List<Integer> fields = new ArrayList<>();
        List<Integer> elements = new ArrayList<>();
        for (Schema.Node node : schema.nodes()) {
            fields.add(node.number() + 1);
            elements.add(node.type() instanceof Type.ListOf ? ELEMENTS + node.number() : 0);
        }
        return new Layout(schema, fields, elements);
    }

    public static Layout of(Column... columns) {
        return of(new Schema(List.of(columns)));
    }

    public static org.apache.iceberg.Schema iceberg(Layout layout) {
        return new org.apache.iceberg.Schema(children(layout, -1));
    }

    private static List<Types.NestedField> children(Layout layout, int parent) {
        return layout.schema().nodes().stream()
                .filter(node -> node.parent() == parent)
                .map(node -> Types.NestedField.optional(
                        layout.fieldIds().get(node.number()), node.column().name(), type(layout, node)))
                .toList();
    }

    private static org.apache.iceberg.types.Type type(Layout layout, Schema.Node node) {
        return switch (node.type()) {
            case Type.Scalar scalar -> type(scalar);
            case Type.ListOf list ->
                Types.ListType.ofOptional(layout.elementIds().get(node.number()), type(list.element()));
            case Type.StructOf struct -> Types.StructType.of(children(layout, node.number()));
        };
    }

    private static org.apache.iceberg.types.Type type(Type.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> Types.BooleanType.get();
            case INTEGER -> Types.IntegerType.get();
            case BIGINT -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case VARCHAR, JSON -> Types.StringType.get();
            case DATE -> Types.DateType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
        };
    }
}
