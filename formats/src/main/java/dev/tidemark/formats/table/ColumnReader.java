package dev.tidemark.formats.table;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Type;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the columns of a table, or the children of a struct. */
final class ColumnReader {
    /** The type of a column whose type cannot be read, so that the search for problems goes on. */
    private static final Type STAND_IN = Type.Scalar.VARCHAR;

    private final Naming naming;
    /** Path of the source field that holds the fields of these columns; empty at the top. */
    private final String within;

    ColumnReader(Naming naming, String within) {
        this.naming = naming;
        this.within = within;
    }

    List<ColumnDefinition> read(Section columns) {
        List<ColumnDefinition> all = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (String name : columns.names()) {
            if (taken.add(name.toLowerCase(Locale.ROOT))) {
                column(columns, name).ifPresent(all::add);
            } else {
                columns.problem(name, "another column has this name; case does not matter");
            }
        }
        return all;
    }

    private Optional<ColumnDefinition> column(Section columns, String name) {
        Optional<Column> common = common(columns, name);
        if (columns.holdsText(name)) {
            Type written = columns.read(Key.of(name, TableKeys.TYPE.kind(), STAND_IN, ""));
            return Optional.of(brief(columns, name, common.map(Column::type).orElse(written)));
        }
        return columns.find(Key.optional(name, Kind.SECTION, "")).map(section -> described(section, name, common));
    }

    private Optional<Column> common(Section columns, String name) {
        if (!within.isEmpty() || !name.toLowerCase(Locale.ROOT).startsWith(CommonColumns.PREFIX)) {
            return Optional.empty();
        }
        Optional<Column> common = CommonColumns.find(name);
        if (common.isEmpty()) {
            List<String> names = CommonColumns.all().stream().map(Column::name).toList();
            columns.problem(name, "names with tp_ are those of the common columns" + Nearest.hint(name, names));
        } else if (CommonColumns.belongsToTheSource(name)) {
            columns.problem(name, "is set for each source and cannot be mapped by a table; remove it");
        }
        return common;
    }

    private ColumnDefinition brief(Section columns, String name, Type type) {
        return new ColumnDefinition(
                name,
                type,
                new Origin.Fields(List.of(path(naming.field(name)))),
                Optional.empty(),
                Optional.empty(),
                false,
                "",
                List.of(),
                columns.place(name));
    }

    private ColumnDefinition described(Section section, String name, Optional<Column> common) {
        Origin origin = origin(section, name);
        List<ColumnDefinition> children = children(section, origin);
        Type type = type(section, children, common);
        String description = section.find(TableKeys.COLUMN_DESCRIPTION)
                .or(() -> common.map(Column::description))
                .orElse("");
        Optional<List<String>> nulls = section.find(TableKeys.COLUMN_NULLS);
        Optional<String> fallback = section.find(TableKeys.FALLBACK);
        boolean required = section.read(TableKeys.REQUIRED);
        return new ColumnDefinition(
                name, type, origin, nulls, fallback, required, description, children, section.place());
    }

    private Origin origin(Section section, String name) {
        Optional<Origin> fields = section.find(TableKeys.SOURCE)
                .map(names -> new Origin.Fields(names.stream().map(this::path).toList()));
        Optional<Origin> copy = section.find(TableKeys.COPY).map(Origin.Copy::new);
        Optional<Origin> list = section.find(TableKeys.LIST).map(Origin.Listed::new);
        Optional<Origin> transform = section.find(TableKeys.TRANSFORM).map(Origin.Transform::new);
        List<Origin> written = Stream.of(fields, copy, list, transform)
                .flatMap(Optional::stream)
                .toList();
        if (written.size() > 1) {
            section.problems()
                    .add(
                            section.place(),
                            "[" + section.path() + "] source, copy, list and transform exclude each other");
        }
        return written.isEmpty() ? new Origin.Fields(List.of(path(naming.field(name)))) : written.get(0);
    }

    private List<ColumnDefinition> children(Section section, Origin origin) {
        Optional<Section> columns = section.find(TableKeys.CHILDREN);
        if (columns.isEmpty()) {
            return List.of();
        }
        if (origin instanceof Origin.Fields fields && fields.names().size() == 1) {
            return new ColumnReader(naming, fields.names().get(0)).read(columns.get());
        }
        section.problem("columns", "a struct needs a single source field");
        return List.of();
    }

    private static Type type(Section section, List<ColumnDefinition> children, Optional<Column> common) {
        Optional<Type> written = section.find(TableKeys.TYPE);
        if (!children.isEmpty()) {
            return new Type.StructOf(
                    children.stream().map(ColumnDefinition::column).toList());
        }
        if (common.isPresent()) {
            return common.get().type();
        }
        if (written.isEmpty() && !section.has("type") && !section.has("columns")) {
            section.problems()
                    .add(
                            section.place(),
                            "[" + section.path() + "] the column has no type; write one, as in"
                                    + " type = \"varchar\"");
        }
        return written.orElse(STAND_IN);
    }

    private String path(String field) {
        return within.isEmpty() ? field : within + "." + field;
    }
}
