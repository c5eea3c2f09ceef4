package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Columns in Iceberg's terms. JSON is text there; which fields are JSON is kept beside, by field id. */
final class Columns {
    private Columns() {}

    static Types.StructType struct(List<Column> columns, IntSupplier ids) {
        List<NestedField> fields = new ArrayList<>();
        for (Column column : columns) {
            int id = ids.getAsInt();
            String doc = column.description().isEmpty() ? null : column.description();
            fields.add(NestedField.optional(column.name())
                    .withId(id)
                    .ofType(type(column.type(), ids))
                    .withDoc(doc)
                    .build());
        }
        return Types.StructType.of(fields);
    }

    static org.apache.iceberg.types.Type type(Type type, IntSupplier ids) {
        return switch (type) {
            case Type.Scalar scalar -> scalar(scalar);
            case Type.ListOf list -> Types.ListType.ofOptional(ids.getAsInt(), scalar(list.element()));
            case Type.StructOf struct -> struct(struct.children(), ids);
        };
    }

    static org.apache.iceberg.types.Type.PrimitiveType scalar(Type.Scalar scalar) {
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

    /** An Iceberg schema in Tidemark's terms. */
    static Schema schema(org.apache.iceberg.Schema schema, Set<Integer> json) {
        return new Schema(columns(schema.columns(), json));
    }

    private static List<Column> columns(List<NestedField> fields, Set<Integer> json) {
        return fields.stream().map(field -> column(field, json)).toList();
    }

    static Column column(NestedField field, Set<Integer> json) {
        String description = field.doc() == null ? "" : field.doc();
        return new Column(field.name(), type(field.type(), field.fieldId(), json), description);
    }

    private static Type type(org.apache.iceberg.types.Type type, int id, Set<Integer> json) {
        if (type.isStructType()) {
            return new Type.StructOf(columns(type.asStructType().fields(), json));
        }
        if (type.isListType()) {
            Types.ListType list = type.asListType();
            return new Type.ListOf(scalar(list.elementType(), list.elementId(), json));
        }
        return scalar(type, id, json);
    }

    static Type.Scalar scalar(org.apache.iceberg.types.Type type, int id, Set<Integer> json) {
        return switch (type.typeId()) {
            case BOOLEAN -> Type.Scalar.BOOLEAN;
            case INTEGER -> Type.Scalar.INTEGER;
            case LONG -> Type.Scalar.BIGINT;
            case FLOAT -> Type.Scalar.FLOAT;
            case DOUBLE -> Type.Scalar.DOUBLE;
            case STRING -> json.contains(id) ? Type.Scalar.JSON : Type.Scalar.VARCHAR;
            case DATE -> Type.Scalar.DATE;
            case TIMESTAMP -> Type.Scalar.TIMESTAMP;
            default -> throw new IllegalStateException("a lake has no columns of type " + type);
        };
    }
}
