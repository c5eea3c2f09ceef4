package dev.tidemark.formats.table;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.expression.BadExpressionException;
import dev.tidemark.formats.expression.Expression;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the definition of a table to what is done for each record. */
final class Bindings {
    private final TableDefinition table;
    private final SourceFields fields;
    private final Setters.Texts texts;
    private final List<String> nulls;
    private final Problems problems;
    private final Schema schema;

    Bindings(TableDefinition table, Optional<FormatOptions> format, Problems problems) {
        this.table = table;
        this.problems = problems;
        fields = SourceFields.of(format);
        boolean json = format.map(SourceFields::isJson).orElse(false);
        texts = json ? Setters.Texts.STRINGS : Setters.Texts.DOCUMENTS;
        nulls = table.nulls().orElse(json ? List.of() : List.of(""));
        schema = schema(table);
    }

    /** The table's own columns in their order, then the common ones. */
    static Schema schema(TableDefinition table) {
        Map<String, Column> mapped = new HashMap<>();
        List<Column> all = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            Optional<Column> common = CommonColumns.find(column.name());
            if (common.isPresent()) {
                mapped.put(common.get().name(), new Column(common.get().name(), column.type(), column.description()));
            } else {
                all.add(column.column());
            }
        }
        for (Column common : CommonColumns.all()) {
            all.add(mapped.getOrDefault(common.name(), common));
        }
        return new Schema(all);
    }

    Schema schema() {
        return schema;
    }

    /** A plan of its own for each call. */
    Plan plan() {
        List<Binding> all = new ArrayList<>();
        List<Binding> required = new ArrayList<>();
        for (ColumnDefinition column : sorted()) {
            add(column, column.name(), all, required);
        }
        return new Plan(fields.wanted(), all, required);
    }

    private void add(ColumnDefinition column, String path, List<Binding> all, List<Binding> required) {
        Optional<Binding> found = binding(column, path);
        if (found.isEmpty()) {
            return;
        }
        Binding binding = found.get();
        all.add(binding);
        if (column.fallback().isPresent()) {
            Setter setter = Setters.of(column.type(), texts);
            all.add(new FallbackBinding(binding, setter, column.fallback().get()));
        }
        if (column.required() || path.equalsIgnoreCase("tp_timestamp")) {
            required.add(binding);
        }
        for (ColumnDefinition child : column.children()) {
            add(child, path + "." + child.name(), all, required);
        }
    }

    private Optional<Binding> binding(ColumnDefinition column, String path) {
        int number = schema.number(path);
        return switch (column.origin()) {
            case Origin.Fields source -> Optional.of(source(column, path, number, source));
            case Origin.Transform transform -> transform(column, path, number, transform);
            case Origin.Copy copy -> others(column, copy.columns()).flatMap(columns -> copy(column, number, columns));
            case Origin.Listed list -> others(column, list.columns()).flatMap(columns -> list(column, number, columns));
        };
    }

    private Nulls nulls(ColumnDefinition column) {
        return new Nulls(column.nulls().orElse(nulls));
    }

    private Binding source(ColumnDefinition column, String path, int number, Origin.Fields source) {
        for (String name : source.names()) {
            fields.trouble(name).ifPresent(trouble -> fault(column, trouble));
        }
        Nulls nulls = nulls(column);
        Setter setter = Setters.of(column.type(), texts);
        List<SourceBinding> sources = source.names().stream()
                .map(name -> new SourceBinding(number, path, fields.number(name), nulls, setter))
                .toList();
        return sources.size() == 1 ? sources.get(0) : new FirstBinding(number, path, sources);
    }

    private Optional<Binding> transform(ColumnDefinition column, String path, int number, Origin.Transform transform) {
        try {
            Expression expression = Expression.parse(transform.expression(), fields);
            return Optional.of(Transforms.binding(number, path, expression, column.type(), nulls(column)));
        } catch (BadExpressionException bad) {
            fault(column, bad.getMessage() + " (in: " + transform.expression() + ")");
            return Optional.empty();
        }
    }

    private Optional<Binding> copy(ColumnDefinition column, int number, List<Schema.Node> others) {
        for (Schema.Node other : others) {
            if (!other.type().equals(column.type()) || other.type() instanceof Type.StructOf) {
                fault(column, "cannot be a copy of " + other.path() + ", which is of another type or a struct");
                return Optional.empty();
            }
        }
        int[] numbers = others.stream().mapToInt(Schema.Node::number).toArray();
        return Optional.of(new CopyBinding(number, column.name(), numbers, Cells.of(column.type())));
    }

    private Optional<Binding> list(ColumnDefinition column, int number, List<Schema.Node> others) {
        for (Schema.Node other : others) {
            Type element = other.type() instanceof Type.ListOf list ? list.element() : other.type();
            if (!(column.type() instanceof Type.ListOf wanted)
                    || !wanted.element().equals(element)) {
                fault(column, "cannot list " + other.path() + ", which is no element of this column's type");
                return Optional.empty();
            }
        }
        int[] numbers = others.stream().mapToInt(Schema.Node::number).toArray();
        Cells[] cells = others.stream().map(node -> Cells.of(node.type())).toArray(Cells[]::new);
        return Optional.of(new ListBinding(number, column.name(), numbers, cells));
    }

    private Optional<List<Schema.Node>> others(ColumnDefinition column, Collection<String> names) {
        List<Schema.Node> nodes = new ArrayList<>();
        for (String name : names) {
            if (schema.find(name).isEmpty()) {
                List<String> known =
                        schema.nodes().stream().map(Schema.Node::path).toList();
                fault(column, "there is no column '" + name + "'" + Nearest.hint(name, known));
                return Optional.empty();
            }
            nodes.add(schema.nodes().get(schema.number(name)));
        }
        return Optional.of(nodes);
    }

    /** Columns after those that they are copies or lists of. */
    private List<ColumnDefinition> sorted() {
        return new ColumnOrder(table.columns(), column -> fault(column, "is a copy of itself, by way of others")).all();
    }

    private void fault(ColumnDefinition column, String message) {
        problems.add(column.place(), "[tables." + table.name() + ".columns] " + column.name() + ": " + message);
    }
}
