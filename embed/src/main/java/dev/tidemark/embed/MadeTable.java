package dev.tidemark.embed;

import dev.tidemark.engine.collect.Destination;
import dev.tidemark.engine.collect.TableRows;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.table.DescribedTable;
import dev.tidemark.formats.table.RowFilter;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.lake.Lake;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table that is made of what a source tells of its records, and of the columns that the lake has of it already. */
final class MadeTable implements Destination {
    private final SourceSettings settings;
    private final String rowId;
    private final Telling telling;
    private final Lake lake;
    private final Clock clock;
    private @Nullable Description described;
    private @Nullable TableRows made;

    /** @param rowId the member of each record that names its row */
    MadeTable(SourceSettings settings, String rowId, Telling telling, Lake lake, Clock clock) {
        this.settings = settings;
        this.rowId = rowId;
        this.telling = telling;
        this.lake = lake;
        this.clock = clock;
    }

    @Override
    public String name() {
        return settings.tableName();
    }

    /** @throws IllegalArgumentException if the source's settings name columns that there are not */
    @Override
    public synchronized TableRows rows() throws IOException {
        Description now = telling.description();
        TableRows known = made;
        if (known == null || !now.equals(described)) {
            known = rows(DescribedTable.of(name(), now, rowId, lake.schema(name()), clock.instant()));
            described = now;
            made = known;
        }
        return known;
    }

    private TableRows rows(DescribedTable table) {
        settings.indexColumn().ifPresent(column -> {
            if (table.schema().find(column).isEmpty()) {
                List<String> names = table.schema().columns().stream()
                        .map(each -> each.name())
                        .toList();
                throw new IllegalArgumentException("[sources." + settings.name() + "] tp_index: the table "
                        + table.name() + " has no column '" + column + "'" + Nearest.hint(column, names));
            }
        });
        Optional<RowFilter> filter = settings.filter().map(condition -> filter(table, condition));
        return new TableRows(
                table.name(),
                table.schema(),
                table::newDecoder,
                row -> filter.isEmpty() || filter.get().test(row));
    }

    private RowFilter filter(DescribedTable table, String condition) {
        try {
            return table.filter(condition);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("[sources." + settings.name() + "] filter: " + bad.getMessage(), bad);
        }
    }
}
