package dev.tidemark.formats.table;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.expression.BadExpressionException;
import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.table.DescribedColumns.Chosen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that is made of what a source tells of its records: a column for each member at their top, one for all that
 * have none, and the common ones. Immutable, for any number of threads.
 *
 * <p>A value that its column cannot hold sets the record aside. An array in a column of single values is no such value:
 * it goes to {@code _rest}.
 */
public final class DescribedTable {
    private final String name;
    private final Description description;
    private final String rowId;
    private final List<Chosen> columns;
    private final Schema schema;
    private final long undatedMicros;

    private DescribedTable(String name, Description description, String rowId, List<Chosen> columns, Instant undated) {
        this.name = name;
        this.description = description;
        this.rowId = rowId;
        this.columns = columns;
        List<Column> all = new ArrayList<>();
        columns.forEach(each -> all.add(each.column()));
        all.add(new Column(DescribedColumns.REST, Type.Scalar.JSON, "what of the record has no column"));
        all.addAll(CommonColumns.all());
        schema = new Schema(all);
        undatedMicros = ChronoUnit.MICROS.between(Instant.EPOCH, undated);
    }

    /**
     * @param rowId   the member of each record that names its row
     * @param known   the columns that the table has already: they stay what they are
     * @param undated {@code tp_timestamp} of records that do not say when they happened
     */
    public static DescribedTable of(
            String name, Description description, String rowId, Optional<Schema> known, Instant undated) {
        return new DescribedTable(
                name, description, rowId, new DescribedColumns(description, rowId, known).all(), undated);
    }

    public String name() {
        return name;
    }

    public Schema schema() {
        return schema;
    }

    /**
     * A condition over the columns.
     *
     * @throws IllegalArgumentException if it cannot be understood; the message says where, and what was meant
     */
    public RowFilter filter(String condition) {
        try {
            return RowFilter.of(condition, schema);
        } catch (BadExpressionException bad) {
            throw new IllegalArgumentException(bad.getMessage(), bad);
        }
    }

    /** A decoder for one thread. */
    public Decoder newDecoder() {
        return new MemberDecoder(this);
    }

    Description description() {
        return description;
    }

    String rowId() {
        return rowId;
    }

    List<Chosen> columns() {
        return columns;
    }

    long undatedMicros() {
        return undatedMicros;
    }
}
