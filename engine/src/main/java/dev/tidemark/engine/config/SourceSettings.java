package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Place;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code [sources.NAME]}: a place to collect from, and the table that its rows go to.
 *
 * @param name        of the source: its partition in the table, and its state
 * @param title       for people; the name if none is written
 * @param enabled     whether {@code collect} without names collects it
 * @param config      the connector's own settings, read by the connector
 * @param format      replaces the table's own
 * @param from        where the first collection begins; empty for the beginning
 * @param delay       how late something may still turn up
 * @param polling     how often it is collected when it is collected again and again
 * @param indexColumn whose value becomes {@code tp_index}
 * @param filter      SQL condition: rows that do not meet it are not stored
 * @param place       where it is written
 */
public record SourceSettings(
        String name,
        String title,
        boolean enabled,
        String connector,
        ConnectorSettings config,
        String table,
        Optional<String> format,
        Optional<From> from,
        Duration delay,
        Duration polling,
        Optional<String> indexColumn,
        Optional<String> filter,
        StateSettings state,
        Place place) {
    static final Key<String> CONNECTOR =
            Key.of("connector", ConnectorSettings.NAME, "file", "What sort of place it is, see the connectors below.");
    static final Key<String> TABLE =
            Key.required("table", Kind.TEXT, "", "The table that the rows go to: a built-in one or one of [tables].");
    static final Key<String> FORMAT =
            Key.optional("format", Kind.TEXT, "How bytes become records, where that is not the table's own format.");
    private static final Key<String> TITLE = Key.optional("name", Kind.TEXT, "A title for people.");
    private static final Key<Boolean> ENABLED =
            Key.of("enabled", Kind.FLAG, true, "Whether `collect` without names collects it.");
    private static final Key<From> FROM = Key.optional(
            "from", From.KIND, "Where the first collection begins; the source's beginning if it is not written.");
    private static final Key<Duration> DELAY =
            Key.of("delivery_delay", Kind.SPAN, Duration.ZERO, "How late something may still turn up at the source.");
    private static final Key<Duration> POLLING =
            Key.of("polling_interval", Kind.SPAN, Duration.ofMinutes(5), "How often `run` collects the source.");
    private static final Key<String> INDEX =
            Key.optional("tp_index", Kind.TEXT, "Name of the column whose value becomes tp_index.");
    private static final Key<String> FILTER =
            Key.optional("filter", Kind.TEXT, "SQL condition; rows that do not meet it are not stored.");
    private static final Key<Section> CONFIG = Key.optional("config", Kind.SECTION, "The connector's own settings.");
    private static final Key<Section> STATE =
            Key.optional("state", Kind.SECTION, "Settings of `[state]` that are others for this source.");

    static final List<Key<?>> KEYS =
            List.of(CONNECTOR, TABLE, FORMAT, TITLE, ENABLED, FROM, DELAY, POLLING, INDEX, FILTER, CONFIG, STATE);

    static SourceSettings read(String name, Section section, StateSettings common, Path workspace) {
        return new SourceSettings(
                name,
                section.find(TITLE).orElse(name),
                section.read(ENABLED),
                section.read(CONNECTOR),
                config(section, workspace),
                section.read(TABLE),
                section.find(FORMAT),
                section.find(FROM),
                section.read(DELAY),
                section.read(POLLING),
                section.find(INDEX),
                section.find(FILTER),
                section.find(STATE)
                        .map(state -> common.overriddenBy(state, workspace))
                        .orElse(common),
                section.place());
    }

    private static ConnectorSettings config(Section section, Path workspace) {
        Optional<Section> config = section.find(CONFIG);
        if (config.isEmpty() && !section.has(CONFIG.name())) {
            section.problems()
                    .add(
                            section.place(),
                            "[" + section.path() + "] the table 'config' is missing: add [" + section.path()
                                    + ".config] with the connector's settings");
        }
        return config.map(present -> ConnectorSettings.read(present, workspace)).orElse(FileSettings.NONE);
    }
}
