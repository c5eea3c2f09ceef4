package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.List;

/** The schema in the footer: a flat list in which each group says how many children follow. */
final class SchemaElements {
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;

    private final Layout layout;
    private final Thrift thrift;

    SchemaElements(Layout layout, Thrift thrift) {
        this.layout = layout;
        this.thrift = thrift;
    }

    void append() {
        List<Schema.Node> nodes = layout.schema().nodes();
        int lists = (int) nodes.stream()
                .filter(node -> node.type() instanceof Type.ListOf)
                .count();
        thrift.structs(2, 1 + nodes.size() + 2 * lists);
        thrift.element();
        thrift.text(4, "table");
        thrift.int32(5, layout.schema().columns().size());
        thrift.end();
        for (Schema.Node node : nodes) {
            append(node);
        }
    }

    private void append(Schema.Node node) {
        String name = node.column().name();
        int fieldId = layout.fieldIds().get(node.number());
        switch (node.type()) {
            case Type.Scalar scalar -> leaf(name, scalar, fieldId);
            case Type.ListOf list ->
                list(name, list.element(), fieldId, layout.elementIds().get(node.number()));
            case Type.StructOf struct -> {
                thrift.element();
                thrift.int32(3, OPTIONAL);
                thrift.text(4, name);
                thrift.int32(5, struct.children().size());
                thrift.int32(9, fieldId);
                thrift.end();
            }
        }
    }

    /** The three levels that the format's list type asks for; only the list and its element have field ids. */
    private void list(String name, Type.Scalar element, int fieldId, int elementId) {
        thrift.element();
        thrift.int32(3, OPTIONAL);
        thrift.text(4, name);
        thrift.int32(5, 1);
        thrift.int32(6, 3); // converted type LIST
        thrift.int32(9, fieldId);
        thrift.struct(10);
        thrift.emptyStruct(3); // logical type LIST
        thrift.end();
        thrift.end();
        thrift.element();
        thrift.int32(3, REPEATED);
        thrift.text(4, "list");
        thrift.int32(5, 1);
        thrift.end();
        leaf("element", element, elementId);
    }

    private void leaf(String name, Type.Scalar type, int fieldId) {
        thrift.element();
        thrift.int32(1, Physical.of(type).number);
        thrift.int32(3, OPTIONAL);
        thrift.text(4, name);
        switch (type) {
            case VARCHAR, JSON -> logical(0, 1, fieldId); // UTF8, STRING
            case DATE -> logical(6, 6, fieldId);
            case TIMESTAMP -> timestamp(fieldId);
            case BOOLEAN, INTEGER, BIGINT, FLOAT, DOUBLE -> thrift.int32(9, fieldId);
        }
        thrift.end();
    }

    /** A converted type, for old readers, and the logical type. */
    private void logical(int converted, int logical, int fieldId) {
        thrift.int32(6, converted);
        thrift.int32(9, fieldId);
        thrift.struct(10);
        thrift.emptyStruct(logical);
        thrift.end();
    }

    /** There is no converted type for a time without a zone. */
    private void timestamp(int fieldId) {
        thrift.int32(9, fieldId);
        thrift.struct(10);
        thrift.struct(8); // logical type TIMESTAMP
        thrift.no(1); // adjusted to UTC
        thrift.struct(2);
        thrift.emptyStruct(2); // unit: microseconds
        thrift.end();
        thrift.end();
        thrift.end();
    }
}
