package dev.tidemark.cli;

import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partitions;
import dev.tidemark.lake.Partitions.Partition;
import java.io.IOException;
import java.util.List;

/** Names of tables in the lake. */
final class LakeTables {
    private LakeTables() {}

    /** @throws UsageException that offers the nearest name, if the table is not among all */
    static void check(String table, List<String> all) {
        if (!all.contains(table)) {
            throw new UsageException("nothing was collected into a table '" + table + "'" + Nearest.hint(table, all));
        }
    }

    /** What is stored of a source in a table. @throws UsageException if nothing is */
    static Partition partition(Lake lake, String table, String source) throws IOException {
        check(table, lake.tables());
        List<Partition> partitions = new Partitions(lake).list(table);
        List<String> sources = partitions.stream().map(Partition::source).toList();
        return partitions.stream()
                .filter(partition -> partition.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new UsageException("table " + table + " holds no rows of a source '" + source + "'"
                        + Nearest.hint(source, sources)));
    }
}
