package dev.tidemark.formats.table;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.formats.expression.BadExpressionException;
import dev.tidemark.formats.expression.Expression;
import dev.tidemark.formats.expression.Names;
import dev.tidemark.formats.value.UnfitValueException;
import java.util.Collection;
import java.util.OptionalInt;

/** A condition over the columns of a filled row. Immutable, for any number of threads. */
public final class RowFilter {
    private final Expression condition;

    private RowFilter(Expression condition) {
        this.condition = condition;
    }

    static RowFilter of(String condition, Schema schema) throws BadExpressionException {
        return new RowFilter(Expression.parse(condition, new Names() {
            @Override
            public OptionalInt find(String name) {
                return schema.find(name);
            }

            @Override
            public Collection<String> all() {
                return schema.nodes().stream().map(Schema.Node::path).toList();
            }
        }));
    }

    /**
     * Whether the row is kept: the condition is true, neither false nor NULL.
     *
     * @throws UnfitValueException if the condition cannot be evaluated for the row, which is then to be set aside
     */
    public boolean test(Row row) throws UnfitValueException {
        return condition.holds(new RowScope(row));
    }

    @Override
    public String toString() {
        return condition.text();
    }
}
