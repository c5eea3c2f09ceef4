package dev.tidemark.lake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expression.Operation;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * What a query's WHERE says about which files it needs: comparisons of {@code tp_partition}, {@code tp_timestamp} and
 * {@code tp_date} with constants, joined by AND, in a query of one table. Everything else is left to DuckDB, which
 * applies the whole condition anyway.
 */
final class Pushdown {
    private static final Map<String, Operation> COMPARISONS = Map.of(
            "COMPARE_EQUAL", Operation.EQ,
            "COMPARE_LESSTHAN", Operation.LT,
            "COMPARE_LESSTHANOREQUALTO", Operation.LT_EQ,
            "COMPARE_GREATERTHAN", Operation.GT,
            "COMPARE_GREATERTHANOREQUALTO", Operation.GT_EQ);

    private static final Set<String> TIMES = Set.of("DATE", "TIMESTAMP");
    private static final Set<String> DATES = Set.of("DATE");

    private final LakeTable table;
    private final String qualifier;
    private final Connection duck;

    private Pushdown(LakeTable table, String qualifier, Connection duck) {
        this.table = table;
        this.qualifier = qualifier;
        this.duck = duck;
    }

    /** A condition that holds for all rows that the query can want of the table. */
    static Expression filter(ParsedQuery query, LakeTable table, Connection duck) {
        if (query.tables().size() != 1
                || !(JsonTree.at(query.tree(), "statements") instanceof List<?> statements)
                || statements.size() != 1) {
            return Expressions.alwaysTrue();
        }
        Object node = JsonTree.at(statements.getFirst(), "node");
        Object from = JsonTree.at(node, "from_table");
        boolean single = JsonTree.text(node, "type").equals("SELECT_NODE")
                && JsonTree.text(from, "type").equals("BASE_TABLE")
                && JsonTree.at(from, "column_name_alias") instanceof List<?> renamed
                && renamed.isEmpty()
                && mentions(node) == 1;
        if (!single) {
            return Expressions.alwaysTrue();
        }
        String alias = JsonTree.text(from, "alias");
        return new Pushdown(table, alias.isEmpty() ? table.name() : alias, duck)
                .condition(JsonTree.at(node, "where_clause"));
    }

    /** How often tables are mentioned: a subquery may need rows of the same table that the outer one does not. */
    private static int mentions(@Nullable Object tree) {
        int count = 0;
        if (tree instanceof Map<?, ?> object) {
            count = "BASE_TABLE".equals(object.get("type")) ? 1 : 0;
            for (Object child : object.values()) {
                count += mentions(child);
            }
        } else if (tree instanceof List<?> list) {
            for (Object child : list) {
                count += mentions(child);
            }
        }
        return count;
    }

    private Expression condition(@Nullable Object node) {
        String type = JsonTree.text(node, "type");
        return switch (type) {
            case "CONJUNCTION_AND" -> all(JsonTree.at(node, "children"));
            case "COMPARE_BETWEEN" -> {
                Object input = JsonTree.at(node, "input");
                yield Expressions.and(
                        comparison(input, Operation.GT_EQ, JsonTree.at(node, "lower")),
                        comparison(input, Operation.LT_EQ, JsonTree.at(node, "upper")));
            }
            default -> {
                Operation operation = COMPARISONS.get(type);
                yield operation == null
                        ? Expressions.alwaysTrue()
                        : comparison(JsonTree.at(node, "left"), operation, JsonTree.at(node, "right"));
            }
        };
    }

    private Expression all(@Nullable Object children) {
        Expression all = Expressions.alwaysTrue();
        if (children instanceof List<?> list) {
            for (Object child : list) {
                all = Expressions.and(all, condition(child));
            }
        }
        return all;
    }

    private Expression comparison(@Nullable Object left, Operation operation, @Nullable Object right) {
        String column = column(left);
        return switch (column) {
            case LakeTable.SOURCE -> source(operation, right);
            case LakeTable.TIME -> number(operation, column, "epoch_us((%s)::TIMESTAMP)", sql(right, TIMES));
            case "tp_date" -> number(operation, column, "((%s)::DATE - DATE '1970-01-01')::BIGINT", sql(right, DATES));
            default -> Expressions.alwaysTrue();
        };
    }

    private static Expression source(Operation operation, @Nullable Object right) {
        return operation == Operation.EQ && isText(right)
                ? Plan.ofSource(JsonTree.text(right, "literal", "text"))
                : Expressions.alwaysTrue();
    }

    private Expression number(Operation operation, String column, String pattern, @Nullable String constant) {
        Types.NestedField field = table.table().schema().findField(column);
        OptionalLong value =
                constant == null || field == null ? OptionalLong.empty() : evaluate(pattern.formatted(constant));
        if (value.isEmpty()) {
            return Expressions.alwaysTrue();
        }
        return column.equals(LakeTable.TIME)
                ? Expressions.predicate(operation, column, value.getAsLong())
                : Expressions.predicate(operation, column, Math.toIntExact(value.getAsLong()));
    }

    /** By DuckDB, so that a text means the same here and there. */
    private OptionalLong evaluate(String sql) {
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + sql)) {
            result.next();
            long value = result.getLong(1);
            return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (SQLException e) {
            return OptionalLong.empty(); // DuckDB tells when it runs the query
        }
    }

    /** The name of one of the table's own columns; not of a struct's child. */
    private String column(@Nullable Object node) {
        if (!(JsonTree.at(node, "column_names") instanceof List<?> names)
                || !JsonTree.text(node, "type").equals("COLUMN_REF")) {
            return "";
        }
        boolean own = names.size() == 1
                || (names.size() == 2 && qualifier.equalsIgnoreCase(String.valueOf(names.getFirst())));
        return own ? String.valueOf(names.getLast()).toLowerCase(Locale.ROOT) : "";
    }

    /** A literal text, or one cast to one of the types, as SQL. */
    private static @Nullable String sql(@Nullable Object node, Set<String> types) {
        if (isText(node)) {
            return Sql.text(JsonTree.text(node, "literal", "text"));
        }
        String type = JsonTree.text(node, "type_expr", "type_name");
        Object child = JsonTree.at(node, "child");
        return JsonTree.text(node, "type").equals("OPERATOR_CAST") && types.contains(type) && isText(child)
                ? sql(child, types) + "::" + type
                : null;
    }

    private static boolean isText(@Nullable Object node) {
        return JsonTree.text(node, "type").equals("VALUE_CONSTANT")
                && JsonTree.text(node, "literal", "kind").equals("STRING");
    }
}
