package dev.tidemark.lake;

import dev.tidemark.api.Range;
import dev.tidemark.lake.io.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Views over the lake for any DuckDB, without an extension and while collecting goes on.
 *
 * <p>They show the tables as they are now. Rows that come later are not in them; files that compaction replaces later
 * stay for the lake's retention, and after that the views must be made anew.
 */
public final class Connect {
    private final Lake lake;
    private final Range range;
    private final Optional<String> source;

    /**
     * @param range  which rows, by {@code tp_timestamp}
     * @param source of which source; of all if empty
     */
    public Connect(Lake lake, Range range, Optional<String> source) {
        this.lake = lake;
        this.range = range;
        this.source = source;
    }

    /** SQL that makes a view per table, for {@code duckdb -init}. */
    public String script() throws IOException {
        StringBuilder script = new StringBuilder("-- Views over " + lake.folder() + " as of "
                + lake.clock().instant() + ".\n-- Make them anew within "
                + lake.settings().retention().toMinutes()
                + " minutes of the next compaction.\nSET TimeZone = 'UTC';\n");
        for (String view : views()) {
            script.append(view).append(";\n");
        }
        return script.toString();
    }

    /** Writes a DuckDB database with a view per table; a file of that name is replaced. */
    public void database(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException(file + " is a folder; name a file for the database");
        }
        Durable.createFolders(folder);
        Path made = folder.resolve(absolute.getFileName() + "." + UUID.randomUUID());
        try {
            try (Connection duck = Duck.open(made, lake.settings());
                    Statement statement = duck.createStatement()) {
                for (String view : views()) {
                    statement.execute(view);
                }
            } catch (SQLException e) {
                throw new IOException("making views for " + file + " failed: " + e.getMessage(), e);
            }
            Files.move(made, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private List<String> views() throws IOException {
        Expression filter = Plan.within(range);
        List<String> conditions = new ArrayList<>(List.of(Sql.within(range)));
        if (source.isPresent()) {
            filter = Expressions.and(filter, Plan.ofSource(source.get()));
            conditions.add(Sql.name(LakeTable.SOURCE) + " = " + Sql.text(source.get()));
        }
        conditions.remove("true");
        String condition = conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
        List<String> views = new ArrayList<>();
        for (String name : lake.tables()) {
            LakeTable table = lake.find(name).orElse(null);
            if (table != null) {
                views.add(Views.over(table, Plan.files(table, filter), condition));
            }
        }
        return views;
    }
}
