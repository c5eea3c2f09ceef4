package dev.tidemark.lake;

import dev.tidemark.api.Replaced;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Finds the rows of some artifacts. Statistics tell which files may have them; reading where their rows are from tells
 * which do, so that only those are written anew.
 */
final class ReplacedRows {
    private static final String NAME = "replaced_";

    private ReplacedRows() {}

    /** Files that may have such rows of a source, by metadata alone; none if the table does not say where rows are from. */
    static List<DataFile> candidates(LakeTable table, String source, List<Replaced> replaced) throws IOException {
        if (replaced.isEmpty() || !Locations.areIn(table)) {
            return List.of();
        }
        Expression any = Expressions.alwaysFalse();
        for (Replaced each : replaced) {
            any = Expressions.or(any, Expressions.and(Plan.at(each.locations()), Plan.within(each.rows())));
        }
        return Plan.files(table, Expressions.and(Plan.ofSource(source), any));
    }

    /** What becomes of the files that have such rows. */
    static Replacement replacement(LakeTable table, String source, List<Replaced> replaced, Rewriter rewriter)
            throws IOException {
        List<DataFile> candidates = candidates(table, source, replaced);
        if (candidates.isEmpty()) {
            return Replacement.NONE;
        }
        try (Connection duck = rewriter.connect()) {
            String condition = condition(duck, replaced);
            Map<String, Long> found = found(duck, table, candidates, condition);
            List<DataFile> removed = new ArrayList<>();
            List<DataFile> cut = new ArrayList<>();
            for (DataFile file : candidates) {
                long rows = found.getOrDefault(Plan.path(file), 0L);
                if (rows > 0) {
                    removed.add(file);
                }
                if (rows > 0 && rows < file.recordCount()) {
                    cut.add(file);
                }
            }
            String others = "(" + condition + ") IS NOT TRUE";
            return new Replacement(
                    removed, cut.isEmpty() ? List.of() : rewriter.rewrite(duck, table, source, cut, others));
        } catch (SQLException e) {
            throw new IOException("looking for the rows of replaced artifacts in table " + table.name() + " failed", e);
        }
    }

    /** Makes tables of the places; a condition that holds for the rows meant. */
    private static String condition(Connection duck, List<Replaced> replaced) throws SQLException {
        List<String> conditions = new ArrayList<>();
        for (Replaced each : replaced) {
            String name = NAME + conditions.size();
            Locations.table(duck, name, each.locations());
            conditions.add("(" + Locations.among(name) + " AND " + Sql.within(each.rows()) + ")");
        }
        return String.join(" OR ", conditions);
    }

    /** How many such rows each file has, by its path; a file without any is missing. */
    private static Map<String, Long> found(Connection duck, LakeTable table, List<DataFile> files, String condition)
            throws SQLException {
        String rows = Scan.columns(table, files, List.of(LakeTable.LOCATION, LakeTable.TIME));
        String sql = "SELECT filename, count(*) FROM (" + rows + ") WHERE " + condition + " GROUP BY filename";
        Map<String, Long> found = new HashMap<>();
        try (Statement statement = duck.createStatement();
                ResultSet counts = statement.executeQuery(sql)) {
            while (counts.next()) {
                found.put(counts.getString(1), counts.getLong(2));
            }
        }
        return found;
    }
}
