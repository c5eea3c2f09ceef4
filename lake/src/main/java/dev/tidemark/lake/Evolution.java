package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type.PrimitiveType;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Gives a table the columns that a writer needs and the table lacks; nothing is ever taken away. */
final class Evolution {
    private final String table;
    private final UpdateSchema update;
    private boolean changed;

    private Evolution(String table, UpdateSchema update) {
        this.table = table;
        this.update = update;
    }

    /**
     * Adds columns and children of structs, and widens INTEGER to BIGINT and FLOAT to DOUBLE.
     *
     * @return whether anything is to be changed
     * @throws IllegalArgumentException if a column exists with a type that cannot hold the new values
     */
    static boolean extend(String table, UpdateSchema update, Types.StructType have, List<Column> wanted) {
        Evolution evolution = new Evolution(table, update);
        evolution.struct(null, have, wanted);
        return evolution.changed;
    }

    private void struct(@Nullable String path, Types.StructType have, List<Column> wanted) {
        for (Column column : wanted) {
            Types.NestedField field = have.caseInsensitiveField(column.name());
            if (field == null) {
                // Iceberg gives the ids; these only have to differ.
                AtomicInteger ids = new AtomicInteger();
                update.addColumn(
                        path,
                        column.name(),
                        Columns.type(column.type(), ids::incrementAndGet),
                        column.description().isEmpty() ? null : column.description());
                changed = true;
            } else {
                match(path == null ? field.name() : path + "." + field.name(), field.type(), column.type());
            }
        }
    }

    private void match(String path, org.apache.iceberg.types.Type have, Type wanted) {
        if (wanted instanceof Type.StructOf struct && have.isStructType()) {
            struct(path, have.asStructType(), struct.children());
        } else if (wanted instanceof Type.ListOf list && have.isListType()) {
            scalar(path + ".element", have.asListType().elementType(), list.element());
        } else if (wanted instanceof Type.Scalar scalar && have.isPrimitiveType()) {
            scalar(path, have, scalar);
        } else {
            throw incompatible(path, have, wanted);
        }
    }

    private void scalar(String path, org.apache.iceberg.types.Type have, Type.Scalar wanted) {
        PrimitiveType type = Columns.scalar(wanted);
        if (have.equals(type) || widens(type.typeId(), have.typeId())) {
            return;
        }
        if (!widens(have.typeId(), type.typeId())) {
            throw incompatible(path, have, wanted);
        }
        update.updateColumn(path, type);
        changed = true;
    }

    private static boolean widens(TypeID narrow, TypeID wide) {
        return (narrow == TypeID.INTEGER && wide == TypeID.LONG) || (narrow == TypeID.FLOAT && wide == TypeID.DOUBLE);
    }

    private IllegalArgumentException incompatible(String path, org.apache.iceberg.types.Type have, Type wanted) {
        String is = have.isPrimitiveType()
                ? Columns.scalar(have, -1, Set.of()).toString()
                : have.typeId().toString().toLowerCase(Locale.ROOT);
        return new IllegalArgumentException(
                "table " + table + ", column " + path + ": the lake holds it as " + is + ", which cannot become "
                        + name(wanted) + ". Give the column another name, or collect into another table");
    }

    private static String name(Type type) {
        return switch (type) {
            case Type.Scalar scalar -> scalar.name();
            case Type.ListOf list -> list.element() + "[]";
            case Type.StructOf struct -> "a struct of " + struct.children().size();
        };
    }
}
