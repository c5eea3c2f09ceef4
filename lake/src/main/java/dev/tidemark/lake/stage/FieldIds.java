package dev.tidemark.lake.stage;

import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.lake.parquet.Layout;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** The field ids that an Iceberg table has given to columns. */
public final class FieldIds {
    private FieldIds() {}

    /**
     * Finds each column in the table by its path, without regard to case.
     *
     * @throws IllegalArgumentException if the table lacks a column, or has a list where the schema has none
     */
    public static Layout layout(Schema schema, org.apache.iceberg.Schema table) {
        List<Integer> fields = new ArrayList<>();
        List<Integer> elements = new ArrayList<>();
        for (Schema.Node node : schema.nodes()) {
            Types.@Nullable NestedField field = table.caseInsensitiveFindField(node.path());
            if (field == null) {
                throw new IllegalArgumentException("the table has no column " + node.path() + " yet: add it first");
            }
            if (field.type().isListType() != node.type() instanceof Type.ListOf) {
                throw new IllegalArgumentException("column " + node.path() + " is " + field.type()
                        + " in the table, which does not hold " + node.type());
            }
            fields.add(field.fieldId());
            elements.add(field.type().isListType() ? field.type().asListType().elementId() : 0);
        }
        return new Layout(schema, fields, elements);
    }
}
