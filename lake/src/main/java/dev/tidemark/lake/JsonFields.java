package dev.tidemark.lake;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Types;

/**
 * Which of a table's text fields are JSON, by field id; kept in a table property, because Iceberg has no such type.
 *
 * <p>A field that was once plain text stays so, since its older rows need not be JSON.
 */
final class JsonFields {
    static final String PROPERTY = "tidemark.json-fields";

    private final TreeSet<Integer> ids;
    private final IntPredicate old;

    private JsonFields(Set<Integer> ids, IntPredicate old) {
        this.ids = new TreeSet<>(ids);
        this.old = old;
    }

    static Set<Integer> read(Map<String, String> properties) {
        String value = properties.getOrDefault(PROPERTY, "");
        return value.isEmpty()
                ? Set.of()
                : Arrays.stream(value.split(",")).map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The property's new value.
     *
     * @param before the marked fields so far
     * @param old    whether the table had a field before
     * @param table  the table's columns as they are to be
     * @param wanted the columns as a writer knows them
     */
    static String updated(Set<Integer> before, IntPredicate old, Types.StructType table, List<Column> wanted) {
        JsonFields fields = new JsonFields(before, old);
        fields.struct(table, wanted);
        return fields.ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void struct(Types.StructType table, List<Column> wanted) {
        for (Column column : wanted) {
            Types.NestedField field = table.caseInsensitiveField(column.name());
            switch (column.type()) {
                case Type.Scalar scalar -> mark(field.fieldId(), scalar);
                case Type.ListOf list -> mark(field.type().asListType().elementId(), list.element());
                case Type.StructOf struct -> struct(field.type().asStructType(), struct.children());
            }
        }
    }

    private void mark(int id, Type.Scalar scalar) {
        if (scalar != Type.Scalar.JSON) {
            ids.remove(id);
        } else if (!old.test(id)) {
            ids.add(id);
        }
    }
}
