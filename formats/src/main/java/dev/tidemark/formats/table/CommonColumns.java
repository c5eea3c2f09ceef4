package dev.tidemark.formats.table;

import static dev.tidemark.api.table.Type.Scalar.DATE;
import static dev.tidemark.api.table.Type.Scalar.TIMESTAMP;
import static dev.tidemark.api.table.Type.Scalar.VARCHAR;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns that every table has, after its own. */
public final class CommonColumns {
    public static final String PREFIX = "tp_";

    private static final Type TEXTS = new Type.ListOf(VARCHAR);
    private static final Set<String> NOT_MAPPED =
            Set.of("tp_date", "tp_index", "tp_partition", "tp_source_location", "tp_table");

    private static final List<Column> ALL = List.of(
            new Column("tp_akas", TEXTS, "other identifiers of the things in the row: ARNs, account ids, bucket names"),
            new Column("tp_date", DATE, "UTC day of tp_timestamp"),
            new Column("tp_destination_ip", VARCHAR, "address that something went to"),
            new Column("tp_domains", TEXTS, "domains in the row"),
            new Column("tp_emails", TEXTS, "mail addresses in the row"),
            new Column("tp_id", VARCHAR, "unique for each row"),
            new Column("tp_index", VARCHAR, "value of the column that the source names as its index, else 'default'"),
            new Column("tp_ingest_timestamp", TIMESTAMP, "when the row was made"),
            new Column("tp_ips", TEXTS, "addresses in the row"),
            new Column("tp_partition", VARCHAR, "name of the source"),
            new Column("tp_source_ip", VARCHAR, "address that something came from"),
            new Column("tp_source_location", VARCHAR, "path or key of the artifact"),
            new Column("tp_source_name", VARCHAR, "name of the log group; NULL for files and objects"),
            new Column("tp_source_type", VARCHAR, "connector of the source"),
            new Column("tp_table", VARCHAR, "name of the table"),
            new Column("tp_tags", TEXTS, "tags of the row"),
            new Column("tp_timestamp", TIMESTAMP, "when it happened, UTC"),
            new Column("tp_usernames", TEXTS, "users in the row"));

    private CommonColumns() {}

    /** In alphabetical order. */
    public static List<Column> all() {
        return ALL;
    }

    static Optional<Column> find(String name) {
        return ALL.stream()
                .filter(column -> column.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether the column is set for each source, never by a table. */
    static boolean belongsToTheSource(String name) {
        return NOT_MAPPED.contains(name.toLowerCase(Locale.ROOT));
    }
}
