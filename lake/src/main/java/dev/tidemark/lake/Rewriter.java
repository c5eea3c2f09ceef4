package dev.tidemark.lake;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.iceberg.DataFile;

/** Writes rows of a table's data files to new ones, sorted by time: read by DuckDB, written by our own writer. */
final class Rewriter {
    private final Staging staging;
    private final LakeSettings settings;

    Rewriter(Staging staging, LakeSettings settings) {
        this.staging = staging;
        this.settings = settings;
    }

    Connection connect() throws IOException {
        return Duck.open(settings);
    }

    /**
     * @param files     of one source
     * @param condition which rows, in SQL
     * @return new files, durable and in no table yet
     */
    List<DataFile> rewrite(LakeTable table, String source, List<DataFile> files, String condition) throws IOException {
        try (Connection duck = connect()) {
            return rewrite(duck, table, source, files, condition);
        } catch (SQLException e) {
            throw new IOException("closing DuckDB failed", e);
        }
    }

    /** @param duck may hold tables that the condition mentions */
    List<DataFile> rewrite(Connection duck, LakeTable table, String source, List<DataFile> files, String condition)
            throws IOException {
        Schema schema = table.schema();
        String from = "(" + Scan.over(table, files, Sql.Json.TEXT) + ")";
        String sql = "SELECT " + RowCopier.expressions(schema) + " FROM " + from + " WHERE " + condition + " ORDER BY "
                + Sql.name(LakeTable.TIME);
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql);
                ChunkWriter writer = staging.begin(table, schema, source)) {
            RowCopier copier = new RowCopier(schema, rows);
            Row row = new Row(schema);
            while (rows.next()) {
                row.clear();
                copier.copy(row);
                writer.append(row);
            }
            Staged staged = writer.prepare();
            return staging.files(table, List.of(staged));
        } catch (SQLException e) {
            throw new IOException("rewriting " + files.size() + " files of table " + table.name() + " failed", e);
        }
    }
}
