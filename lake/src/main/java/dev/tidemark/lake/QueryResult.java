package dev.tidemark.lake;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, one after another, while DuckDB finds them. One thread; close it before the next query. */
public final class QueryResult implements AutoCloseable {
    /**
     * A column of the answer.
     *
     * @param type DuckDB's name of it
     */
    public record Column(String name, String type) {}

    /** A value of type JSON, as text. */
    public record Json(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private final Statement statement;
    private final ResultSet rows;
    private final List<Column> columns;

    QueryResult(Statement statement, ResultSet rows) throws SQLException {
        this.statement = statement;
        this.rows = rows;
        ResultSetMetaData meta = rows.getMetaData();
        List<Column> all = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            all.add(new Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
        }
        columns = List.copyOf(all);
    }

    public List<Column> columns() {
        return columns;
    }

    /** Goes to the next row; false if there is none. */
    public boolean next() throws QueryException {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw LakeQuery.failure(e);
        }
    }

    /**
     * A value of the current row: null, Boolean, Long, BigInteger, Double, BigDecimal, String, {@link Json}, LocalDate,
     * LocalTime, LocalDateTime for a TIMESTAMP, OffsetDateTime for a TIMESTAMP WITH TIME ZONE, a List for a list, a Map
     * by name in the order of the children for a struct, a Map for a map; everything else as text.
     *
     * @param column from 0 on
     */
    public @Nullable Object value(int column) throws QueryException {
        try {
            return Values.plain(rows.getObject(column + 1));
        } catch (SQLException e) {
            throw LakeQuery.failure(e);
        }
    }

    @Override
    public void close() throws QueryException {
        try (statement) {
            rows.close();
        } catch (SQLException e) {
            throw LakeQuery.failure(e);
        }
    }
}
