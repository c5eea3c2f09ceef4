package dev.tidemark.lake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB's parser says of a query.
 *
 * @param tree   its statements as {@code json_serialize_sql} gives them
 * @param tables names of the tables it mentions, in lower case; some may be its own common table expressions
 */
record ParsedQuery(@Nullable Object tree, Set<String> tables) {
    private static final Pattern EXPLAIN = Pattern.compile("\\s*explain\\s+(analyze\\s+)?", Pattern.CASE_INSENSITIVE);

    /** @throws QueryException if it is no SQL, or would do more than read */
    static ParsedQuery parse(Connection duck, String sql) throws QueryException {
        String query = EXPLAIN.matcher(sql).lookingAt() ? EXPLAIN.matcher(sql).replaceFirst("") : sql;
        Object tree = serialized(duck, query);
        if (Boolean.TRUE.equals(JsonTree.at(tree, "error"))) {
            if (JsonTree.text(tree, "error_type").equals("not implemented")) {
                throw new QueryException("only queries are answered here (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW,"
                        + " SUMMARIZE, EXPLAIN): the lake is written by collecting alone");
            }
            return new ParsedQuery(null, Set.of()); // DuckDB tells better what is wrong when it is asked to run it
        }
        Set<String> tables = new TreeSet<>();
        collect(tree, tables);
        return new ParsedQuery(tree, tables);
    }

    private static @Nullable Object serialized(Connection duck, String query) throws QueryException {
        try (Statement statement = duck.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT json_serialize_sql(" + Sql.text(query) + ")::VARCHAR")) {
            result.next();
            return JsonTree.parse(result.getString(1));
        } catch (SQLException e) {
            throw LakeQuery.failure(e);
        }
    }

    private static void collect(@Nullable Object tree, Set<String> tables) {
        if (tree instanceof Map<?, ?> object) {
            if (object.get("table_name") instanceof String name && !name.isEmpty()) {
                tables.add(name.toLowerCase(Locale.ROOT));
            }
            object.values().forEach(child -> collect(child, tables));
        } else if (tree instanceof List<?> list) {
            list.forEach(child -> collect(child, tables));
        }
    }
}
