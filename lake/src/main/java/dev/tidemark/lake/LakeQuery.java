package dev.tidemark.lake;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Answers SQL over a lake's tables with embedded DuckDB; nothing is downloaded, and nothing is written. One thread.
 *
 * <p>Each query sees the tables as they are when it is asked. Commits and compaction do not disturb it, for as long as
 * the lake's retention.
 */
public final class LakeQuery implements AutoCloseable {
    private final Lake lake;
    private final Connection duck;
    /** By name in lower case. */
    private final Map<String, LakeTable> tables = new TreeMap<>();

    private volatile @Nullable Statement running;

    private LakeQuery(Lake lake, Connection duck) {
        this.lake = lake;
        this.duck = duck;
    }

    public static LakeQuery open(Lake lake) throws IOException {
        LakeQuery query = new LakeQuery(lake, Duck.open(lake.settings()));
        try {
            query.load();
            return query;
        } catch (IOException | QueryException e) {
            query.close();
            throw new IOException("the lake " + lake.folder() + " cannot be queried: " + e.getMessage(), e);
        }
    }

    /** Names of the tables that can be queried, sorted. */
    public List<String> tables() {
        return tables.values().stream().map(LakeTable::name).toList();
    }

    /**
     * Runs a query; of several, separated by semicolons, the answer of the last.
     *
     * @throws QueryException if it is wrong, or would do more than read
     * @throws IOException if the lake cannot be read now
     */
    public QueryResult run(String sql) throws IOException, QueryException {
        load();
        ParsedQuery query = ParsedQuery.parse(duck, sql);
        for (String name : query.tables()) {
            LakeTable table = tables.get(name);
            if (table != null) {
                Expression filter = Pushdown.filter(query, table, duck);
                execute(Views.over(table, Plan.files(table, filter), "true"));
            }
        }
        return answer(sql);
    }

    /** Ends what runs in another thread, which then gets a {@link QueryException}; without effect if nothing does. */
    public void cancel() {
        Statement statement = running;
        try {
            if (statement != null && !statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException e) {
            return; // it has just ended by itself
        }
    }

    /** Loads tables anew; each has a view, empty until a query mentions it. */
    private void load() throws IOException, QueryException {
        for (String name : lake.tables()) {
            LakeTable known = tables.get(name.toLowerCase(Locale.ROOT));
            if (known != null) {
                Failures.checked("reading table " + name, () -> {
                    known.table().refresh();
                    return known;
                });
                continue;
            }
            LakeTable table = lake.find(name).orElse(null);
            if (table != null) {
                execute(Views.empty(table));
                tables.put(name.toLowerCase(Locale.ROOT), table);
            }
        }
    }

    private QueryResult answer(String sql) throws QueryException {
        Statement statement = null;
        try {
            statement = duck.createStatement();
            running = statement;
            ResultSet rows = statement.executeQuery(sql);
            return new QueryResult(statement, rows);
        } catch (SQLException e) {
            closeQuietly(statement, e);
            throw failure(e);
        }
    }

    private static void closeQuietly(@Nullable Statement statement, SQLException failure) {
        try {
            if (statement != null) {
                statement.close();
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void execute(String sql) throws QueryException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** DuckDB's own message names the nearest table or column. */
    static QueryException failure(SQLException e) {
        return new QueryException(String.valueOf(e.getMessage()).strip(), e);
    }

    @Override
    public void close() throws IOException {
        try {
            duck.close();
        } catch (SQLException e) {
            throw new IOException("closing DuckDB failed: " + e.getMessage(), e);
        }
    }
}
