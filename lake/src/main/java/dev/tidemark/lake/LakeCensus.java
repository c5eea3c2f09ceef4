package dev.tidemark.lake;

import dev.tidemark.api.Census;
import dev.tidemark.api.Range;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Counts rows of a lake by their {@code tp_source_location}, and finds them by their {@code tp_id}; of its data files
 * that column alone is read.
 */
public final class LakeCensus implements Census {
    private static final String MEANT = "meant";

    private final Lake lake;

    public LakeCensus(Lake lake) {
        this.lake = lake;
    }

    @Override
    public void count(String source, Visitor visitor) throws IOException {
        try (Connection duck = Duck.open(lake.settings())) {
            count(duck, Plan.ofSource(source), "", visitor);
        } catch (SQLException e) {
            throw failed(source, e);
        }
    }

    @Override
    public void count(String source, Set<String> locations, Visitor visitor) throws IOException {
        if (locations.isEmpty()) {
            return;
        }
        try (Connection duck = Duck.open(lake.settings())) {
            Locations.table(duck, MEANT, locations);
            Expression filter = Expressions.and(Plan.ofSource(source), Plan.at(locations));
            count(duck, filter, " WHERE " + Locations.among(MEANT), visitor);
        } catch (SQLException e) {
            throw failed(source, e);
        }
    }

    @Override
    public Set<String> present(String source, Set<String> ids) throws IOException {
        Set<String> present = new HashSet<>();
        if (ids.isEmpty()) {
            return present;
        }
        Expression filter = Expressions.and(Plan.ofSource(source), Plan.among(LakeTable.ID, ids));
        try (Connection duck = Duck.open(lake.settings())) {
            Locations.table(duck, MEANT, ids);
            for (String name : lake.tables()) {
                LakeTable table = lake.find(name).orElse(null);
                if (table != null && table.table().schema().findField(LakeTable.ID) != null) {
                    find(duck, table, Plan.files(table, filter), present);
                }
            }
            return present;
        } catch (SQLException e) {
            throw new IOException("finding rows of " + source + " by their ids failed: " + e.getMessage(), e);
        }
    }

    private static void find(Connection duck, LakeTable table, List<DataFile> files, Set<String> present)
            throws SQLException {
        if (files.isEmpty()) {
            return;
        }
        String id = Sql.name(LakeTable.ID);
        String sql = "SELECT DISTINCT " + id + " FROM (" + Scan.columns(table, files, List.of(LakeTable.ID))
                + ") WHERE " + id + " IN (SELECT location FROM " + MEANT + ")";
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                present.add(rows.getString(1));
            }
        }
    }

    /** Counts the rows of a source in a table whose time is in a range. */
    public void count(String table, String source, Range range, Visitor visitor) throws IOException {
        LakeTable found = lake.find(table).orElse(null);
        if (found == null || !Locations.areIn(found)) {
            return;
        }
        try (Connection duck = Duck.open(lake.settings())) {
            List<DataFile> files = Plan.files(found, Expressions.and(Plan.ofSource(source), Plan.within(range)));
            if (!files.isEmpty()) {
                count(duck, found, files, " WHERE " + within(range), visitor);
            }
        } catch (SQLException e) {
            throw failed(source, e);
        }
    }

    private static String within(Range range) {
        String micros = "epoch_us(" + Sql.name(LakeTable.TIME) + ")";
        String from = range.from().equals(Instant.MIN) ? "true" : micros + " >= " + Plan.micros(range.from());
        String to = range.to().equals(Instant.MAX) ? "true" : micros + " < " + Plan.micros(range.to());
        return from + " AND " + to;
    }

    private void count(Connection duck, Expression filter, String condition, Visitor visitor)
            throws IOException, SQLException {
        for (String name : lake.tables()) {
            LakeTable table = lake.find(name).orElse(null);
            if (table != null && Locations.areIn(table)) {
                List<DataFile> files = Plan.files(table, filter);
                if (!files.isEmpty()) {
                    count(duck, table, files, condition, visitor);
                }
            }
        }
    }

    private static void count(Connection duck, LakeTable table, List<DataFile> files, String condition, Visitor visitor)
            throws SQLException {
        String column = Sql.name(LakeTable.LOCATION);
        String sql = "SELECT " + column + ", count(*) FROM ("
                + Scan.columns(table, files, List.of(LakeTable.LOCATION, LakeTable.TIME)) + ")" + condition
                + " GROUP BY 1";
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String location = rows.getString(1);
                if (location != null) {
                    visitor.found(location, rows.getLong(2));
                }
            }
        }
    }

    private static IOException failed(String source, SQLException e) {
        return new IOException("counting the rows of " + source + " failed: " + e.getMessage(), e);
    }
}
