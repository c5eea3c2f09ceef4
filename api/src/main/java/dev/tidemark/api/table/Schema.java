package dev.tidemark.api.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The columns of a table, numbered for {@link Row}.
 *
 * <p>Every column and every child of a struct has a number: those of a struct follow the struct itself, depth first.
 * So the number of a table without structs is the column's place in the list. Names are compared without regard to
 * case.
 */
public final class Schema {
    /**
     * A numbered column.
     *
     * @param path   names from the table's column down, separated by dots
     * @param parent number of the struct it is a child of, -1 at the top
     */
    public record Node(int number, String path, Column column, int parent) {
        public Type type() {
            return column.type();
        }
    }

    private final List<Column> columns;
    private final List<Node> nodes;
    private final Map<String, Integer> numbers = new HashMap<>();

    /** @throws IllegalArgumentException if two columns, or two children of a struct, share a name */
    public Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        List<Node> all = new ArrayList<>();
        number(this.columns, "", -1, all);
        nodes = List.copyOf(all);
    }

    private void number(List<Column> siblings, String prefix, int parent, List<Node> all) {
        for (Column column : siblings) {
            Node node = new Node(all.size(), prefix + column.name(), column, parent);
            all.add(node);
            if (numbers.put(node.path().toLowerCase(Locale.ROOT), node.number()) != null) {
                throw new IllegalArgumentException("two columns are named " + node.path());
            }
            if (column.type() instanceof Type.StructOf struct) {
                number(struct.children(), node.path() + ".", node.number(), all);
            }
        }
    }

    /** The table's own columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** Columns and children of structs, by number. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The number of a column, or of a struct's child by its path ({@code user_identity.arn}). */
    public OptionalInt find(String path) {
        Integer number = numbers.get(path.toLowerCase(Locale.ROOT));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** @throws IllegalArgumentException if there is no such column */
    public int number(String path) {
        return find(path).orElseThrow(() -> new IllegalArgumentException("there is no column " + path));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && columns.equals(schema.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}
