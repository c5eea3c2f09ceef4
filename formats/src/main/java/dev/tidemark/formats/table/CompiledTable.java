package dev.tidemark.formats.table;

import dev.tidemark.api.table.Schema;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.expression.BadExpressionException;
import dev.tidemark.formats.record.Format;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.record.Formats;
import dev.tidemark.formats.toml.Problems;
import java.util.List;
import java.util.Optional;

/** A table that is ready to read artifacts. Immutable, for any number of threads. */
public final class CompiledTable {
    /**
     * A column that always equals another one, so that a sink may encode it once; by their numbers in the schema. No
     * longer true for a column that is set otherwise, by a label of an artifact for instance.
     */
    public record Copy(int column, int of) {}

    private static final String ROW_ID = "tp_id";

    private final TableDefinition definition;
    private final Optional<FormatOptions> options;
    private final List<String> files;
    private final Optional<Format> format;
    private final Schema schema;
    private final Optional<RowFilter> filter;

    private CompiledTable(TableDefinition definition, Optional<FormatOptions> options, List<String> files) {
        this.definition = definition;
        this.options = options;
        this.files = files;
        format = options.map(Formats::of);
        schema = Bindings.schema(definition);
        filter = definition.filter().map(this::filter);
    }

    /** @throws IllegalArgumentException if the layout of the format is wrong */
    static CompiledTable of(TableDefinition definition) {
        return new CompiledTable(definition, definition.format(), definition.files());
    }

    /**
     * This table, read from another format; its logs may then have any name.
     *
     * @throws IllegalArgumentException if the layout of the format is wrong
     */
    public CompiledTable with(FormatOptions other) {
        return new CompiledTable(definition, Optional.of(other), List.of());
    }

    /**
     * This table, whose rows are named by a member of their records, unless it says itself what {@code tp_id} is.
     *
     * @param member at the top of each record, a text
     */
    public CompiledTable identifiedBy(String member) {
        return new CompiledTable(definition.with(ROW_ID, member), options, files);
    }

    public String name() {
        return definition.name();
    }

    /** For people; empty if there is none. */
    public String description() {
        return definition.description();
    }

    /** How its records are read; empty if a source must say so. */
    public Optional<FormatOptions> format() {
        return options;
    }

    /** Patterns for the names of the files in a folder that are logs of this table; empty: all of them are. */
    public List<String> files() {
        return files;
    }

    /** The table's own columns, then the common ones. */
    public Schema schema() {
        return schema;
    }

    /**
     * A decoder for one thread. It sets the columns that the table maps; the others are left null for the engine to
     * set.
     *
     * @throws IllegalStateException if there is no format
     */
    public Decoder newDecoder() {
        Format cutter = format.orElseThrow(
                () -> new IllegalStateException("the table " + name() + " has no format: choose one with 'with'"));
        Plan plan = new Bindings(definition, options, new Problems()).plan();
        return new RowDecoder(cutter.reader(plan.wanted()), plan);
    }

    /** Which rows are kept: to be tested once all columns are set. Empty: all of them. */
    public Optional<RowFilter> filter() {
        return filter;
    }

    /**
     * Another condition over the columns of this table; a source's own.
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

    /** Columns that always equal another one. */
    public List<Copy> copies() {
        return definition.columns().stream()
                .filter(column -> column.fallback().isEmpty())
                .flatMap(column -> column.origin() instanceof Origin.Copy copy
                                && copy.columns().size() == 1
                        ? java.util.stream.Stream.of(new Copy(
                                schema.number(column.name()),
                                schema.number(copy.columns().get(0))))
                        : java.util.stream.Stream.empty())
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
