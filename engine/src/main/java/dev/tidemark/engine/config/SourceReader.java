package dev.tidemark.engine.config;

import dev.tidemark.engine.health.HealthSettings;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.record.JsonLines;
import dev.tidemark.formats.spi.DescribedPlace;
import dev.tidemark.formats.spi.SourcePlace;
import dev.tidemark.formats.spi.SourceScope;
import dev.tidemark.formats.spi.SourceType;
import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.table.RowFilter;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads sources, and checks what they say against the tables and formats that there are. */
final class SourceReader {
    private static final Key<String> TITLE = Key.optional("name", Kind.TEXT, "A title for people.");
    private static final Key<Boolean> ENABLED =
            Key.of("enabled", Kind.FLAG, true, "Whether `collect` without names collects it.");
    private static final Key<From> FROM = Key.optional(
            "from", From.KIND, "Where the first collection begins; the source's beginning if it is not written.");
    private static final Key<Duration> DELAY = Key.of(
            "delivery_delay", Kind.SPAN, Duration.ofDays(1), "How late something may still turn up at the source.");
    private static final Key<Duration> POLLING = Key.of(
            "polling_interval",
            Kind.SPAN,
            Duration.ofMinutes(5),
            "How often a daemon collects the source; `collect` collects it once. It may be written in `config` instead.");
    private static final Key<String> INDEX =
            Key.optional("tp_index", Kind.TEXT, "Name of the column whose value becomes `tp_index`.");
    private static final Key<String> FILTER =
            Key.optional("filter", Kind.TEXT, "SQL condition; rows that do not meet it are not stored.");
    private static final Key<Section> CONFIG =
            Key.optional("config", Kind.SECTION, "**Required.** The connector's own settings, see below.");
    private static final Key<Section> STATE = Key.optional(
            "state",
            Kind.SECTION,
            "Settings of `[state]` that are others for this source. They may be written in `config` instead.");
    private static final Key<Section> HEALTH =
            Key.optional("health", Kind.SECTION, "By what `tidemark health` judges it, see below.");

    private final Catalog catalog;
    private final Key<CompiledTable> table;
    private final Key<FormatOptions> format;
    private final StateReader common;
    private final Path workspace;

    SourceReader(Catalog catalog, StateReader common, Path workspace) {
        this.catalog = catalog;
        this.common = common;
        this.workspace = workspace;
        table = table(catalog);
        format = format(catalog);
    }

    static List<Key<?>> keys() {
        Catalog builtIn = Catalog.builtIn();
        List<Key<?>> keys = new ArrayList<>(ConnectorName.KEYS);
        keys.addAll(List.of(
                table(builtIn),
                format(builtIn),
                TITLE,
                ENABLED,
                FROM,
                DELAY,
                POLLING,
                INDEX,
                FILTER,
                CONFIG,
                STATE,
                HEALTH,
                OutputReader.key()));
        return keys;
    }

    private static Key<CompiledTable> table(Catalog catalog) {
        CompiledTable any = catalog.table(catalog.tables().iterator().next());
        return Key.required(
                "table",
                catalog.tableKind(),
                any,
                "Where the rows go: a built-in table, or one of `[tables]`. Indexes need none: it is made of their"
                        + " mappings.");
    }

    private static Key<FormatOptions> format(Catalog catalog) {
        return Key.optional(
                "format", catalog.formatKind(), "How bytes become records, where that is not the table's own format.");
    }

    SourceSettings read(String name, Section section) {
        section.lift(CONFIG.name(), List.of(POLLING.name(), STATE.name()));
        OutputReader.read(name, section);
        String connector = ConnectorName.of(name, section);
        Optional<SourceType> type = SourceTypes.named(connector);
        return type.isPresent() ? place(name, connector, section, type.get()) : files(name, connector, section);
    }

    private SourceSettings files(String name, String connector, Section section) {
        CompiledTable rows = with(section.read(table), section);
        ConnectorSettings config = config(section)
                .<ConnectorSettings>map(present -> FileSettings.read(present, rows.files(), workspace))
                .orElse(FileSettings.NONE);
        if (section.has(table.name()) && rows.format().isEmpty()) {
            section.problem(
                    table.name(),
                    rows.name() + " has no format of its own: add 'format', one of "
                            + String.join(", ", catalog.formats()));
        }
        return settings(name, connector, section, config, written(section, rows));
    }

    private SourceSettings place(String name, String connector, Section section, SourceType type) {
        SourceScope scope = new SourceScope(name, workspace);
        Optional<SourcePlace> place = config(section).map(present -> type.read(present, scope));
        if (place.isEmpty()) {
            // Whether it needs a table cannot be told.
            CompiledTable rows =
                    section.has(table.name()) ? section.read(table) : Objects.requireNonNull(table.fallback());
            return settings(name, connector, section, FileSettings.NONE, written(section, rows));
        }
        PlaceSettings config = new PlaceSettings(place.get());
        if (place.get() instanceof DescribedPlace && !section.has(table.name())) {
            return settings(name, connector, section, config, made(name, section));
        }
        CompiledTable rows = section.read(table)
                .with(new JsonLines())
                .identifiedBy(place.get().rowId());
        return settings(name, connector, section, config, written(section, rows));
    }

    /** What is said of the rows; what was said of the columns of a table that is not known yet is checked later. */
    private record Rows(Optional<CompiledTable> table, String name, Optional<String> index, Optional<String> filter) {}

    private static Rows written(Section section, CompiledTable rows) {
        return new Rows(
                Optional.of(rows),
                rows.name(),
                index(section, rows),
                filter(section, rows).map(RowFilter::toString));
    }

    private Rows made(String name, Section section) {
        return new Rows(
                Optional.empty(), MadeTables.name(name, section, catalog), section.find(INDEX), section.find(FILTER));
    }

    private SourceSettings settings(
            String name, String connector, Section section, ConnectorSettings config, Rows rows) {
        return new SourceSettings(
                name,
                section.find(TITLE).orElse(name),
                section.read(ENABLED),
                connector,
                config,
                rows.table(),
                rows.name(),
                section.find(FROM),
                section.read(DELAY),
                section.read(POLLING),
                rows.index(),
                rows.filter(),
                section.find(STATE).map(common::overriddenBy).orElse(common).settings(),
                section.find(HEALTH).map(HealthReader::read).orElse(HealthSettings.DEFAULTS),
                section.place());
    }

    private CompiledTable with(CompiledTable rows, Section section) {
        try {
            return section.find(format).map(rows::with).orElse(rows);
        } catch (IllegalArgumentException broken) {
            section.problem(format.name(), String.valueOf(broken.getMessage()));
            return rows;
        }
    }

    private static Optional<Section> config(Section section) {
        Optional<Section> config = section.find(CONFIG);
        if (config.isEmpty() && !section.has(CONFIG.name())) {
            section.problems()
                    .add(
                            section.place(),
                            "[" + section.path() + "] the table 'config' is missing: add [" + section.path()
                                    + ".config] with the connector's settings");
        }
        return config;
    }

    private static Optional<String> index(Section section, CompiledTable rows) {
        Optional<String> column = section.find(INDEX);
        if (column.isPresent() && rows.schema().find(column.get()).isEmpty()) {
            List<String> names =
                    rows.schema().columns().stream().map(each -> each.name()).toList();
            section.problem(
                    INDEX.name(),
                    "the table " + rows.name() + " has no column '" + column.get() + "'"
                            + Nearest.hint(column.get(), names));
        }
        return column;
    }

    private static Optional<RowFilter> filter(Section section, CompiledTable rows) {
        try {
            return section.find(FILTER).map(rows::filter);
        } catch (IllegalArgumentException broken) {
            section.problem(FILTER.name(), String.valueOf(broken.getMessage()));
            return Optional.empty();
        }
    }
}
