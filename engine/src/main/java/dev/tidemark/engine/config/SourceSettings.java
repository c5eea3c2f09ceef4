package dev.tidemark.engine.config;

import dev.tidemark.engine.health.HealthSettings;
import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.toml.Place;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code [sources.NAME]}: a place to collect from, and the table that its rows go to.
 *
 * @param name        of the source: its partition in the table, and its state
 * @param title       for people; the name if none is written
 * @param enabled     whether {@code collect} without names collects it
 * @param config      the connector's own settings
 * @param table       reads the source's own format where one is written; empty if it is made of what the source tells
 * @param tableName   of the table that the rows go to
 * @param from        where the first collection begins; empty for the beginning
 * @param delay       how late something may still turn up
 * @param polling     how often it is collected when it is collected again and again
 * @param indexColumn whose value becomes {@code tp_index}
 * @param filter      rows that do not meet it are not stored; a condition over the columns of the table
 * @param health      by what its health is judged
 * @param place       where it is written
 */
public record SourceSettings(
        String name,
        String title,
        boolean enabled,
        String connector,
        ConnectorSettings config,
        Optional<CompiledTable> table,
        String tableName,
        Optional<From> from,
        Duration delay,
        Duration polling,
        Optional<String> indexColumn,
        Optional<String> filter,
        StateSettings state,
        HealthSettings health,
        Place place) {}
