package dev.tidemark.formats.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Puts columns after those that they are copies or lists of. */
final class ColumnOrder {
    private final Map<String, ColumnDefinition> byName = new HashMap<>();
    private final List<ColumnDefinition> columns;
    private final Consumer<ColumnDefinition> circular;
    private final Set<String> open = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<ColumnDefinition> sorted = new ArrayList<>();

    /** @param circular told about a column that depends on itself */
    ColumnOrder(List<ColumnDefinition> columns, Consumer<ColumnDefinition> circular) {
        this.columns = columns;
        this.circular = circular;
        columns.forEach(column -> byName.put(key(column.name()), column));
    }

    List<ColumnDefinition> all() {
        columns.forEach(this::visit);
        return sorted;
    }

    private void visit(ColumnDefinition column) {
        String name = key(column.name());
        if (done.contains(name)) {
            return;
        }
        if (!open.add(name)) {
            circular.accept(column);
            return;
        }
        for (String other : needs(column)) {
            ColumnDefinition needed = byName.get(key(other.split("\\.", 2)[0]));
            if (needed != null) {
                visit(needed);
            }
        }
        if (done.add(name)) {
            sorted.add(column);
        }
    }

    private static List<String> needs(ColumnDefinition column) {
        return switch (column.origin()) {
            case Origin.Copy copy -> copy.columns();
            case Origin.Listed list -> list.columns();
            case Origin.Fields fields -> List.of();
            case Origin.Transform transform -> List.of();
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
