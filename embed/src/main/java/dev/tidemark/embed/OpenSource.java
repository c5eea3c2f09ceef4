package dev.tidemark.embed;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.RowLookup;
import dev.tidemark.api.Source;
import dev.tidemark.engine.collect.Destination;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.collect.TableRows;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.FileSettings;
import dev.tidemark.engine.config.PlaceSettings;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.file.FileSource;
import dev.tidemark.engine.paged.Pages;
import dev.tidemark.engine.paged.StoredPages;
import dev.tidemark.engine.quarantine.Descriptions;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.spi.DescribedPlace;
import dev.tidemark.formats.spi.DescribedStreams;
import dev.tidemark.formats.spi.SourcePlace;
import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.table.RowFilter;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeCensus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A source, ready to be collected. Closing it closes a configured one; a custom one is closed by who made it. */
record OpenSource(SourceSpec spec, boolean configured) implements AutoCloseable {
    /** @throws IOException if the place cannot be opened */
    static OpenSource of(SourceSettings settings, Lake lake, Clock clock, Consumer<String> warnings)
            throws IOException {
        Descriptions kept = new Descriptions(Journal.of(lake), settings.name());
        return of(settings, lake, clock, warnings, (streams, place) -> Telling.collecting(streams, place, kept));
    }

    /**
     * To read what was collected once again: nothing is asked of the place that is known since.
     *
     * @throws IOException if the place cannot be opened
     */
    static OpenSource recalling(SourceSettings settings, Lake lake, Clock clock, Consumer<String> warnings)
            throws IOException {
        Descriptions kept = new Descriptions(Journal.of(lake), settings.name());
        return of(
                settings, lake, clock, warnings, (streams, place) -> Telling.recalling(streams, place, kept, warnings));
    }

    private static OpenSource of(
            SourceSettings settings,
            Lake lake,
            Clock clock,
            Consumer<String> warnings,
            BiFunction<DescribedStreams, SourcePlace, Telling> telling)
            throws IOException {
        return switch (settings.config()) {
            case FileSettings file -> of(settings, new FileSource(file.source(), clock), table(settings), clock);
            case PlaceSettings other -> of(settings, other.place(), lake, clock, warnings, telling);
        };
    }

    private static OpenSource of(
            SourceSettings settings,
            SourcePlace place,
            Lake lake,
            Clock clock,
            Consumer<String> warnings,
            BiFunction<DescribedStreams, SourcePlace, Telling> telling)
            throws IOException {
        LakeCensus census = new LakeCensus(lake);
        RowLookup rows = ids -> census.present(settings.name(), ids);
        if (settings.table().isEmpty() && place instanceof DescribedPlace described) {
            DescribedStreams streams = described.open(warnings, rows);
            Telling told = telling.apply(streams, place);
            MadeTable made = new MadeTable(settings, place.rowId(), told, lake, clock);
            return of(settings, new Pages(settings.name(), streams, clock), made, clock);
        }
        return of(settings, new Pages(settings.name(), place.open(warnings, rows), clock), table(settings), clock);
    }

    private static OpenSource of(SourceSettings settings, Source source, Destination table, Clock clock) {
        SourceSpec spec = new SourceSpec(
                settings.name(),
                settings.connector(),
                source,
                table,
                settings.indexColumn(),
                settings.from().map(from -> from.at(clock.instant())),
                settings.delay());
        return new OpenSource(spec, true);
    }

    /** @throws IllegalArgumentException if there is no such table, or it has no format; or the name is taken */
    static OpenSource of(CustomSource custom, Configuration configuration) {
        if (configuration.sources().containsKey(custom.name())) {
            throw new IllegalArgumentException("the source " + custom.name()
                    + " is configured already: give the one that is written in Java another name");
        }
        SourceSpec spec = new SourceSpec(
                custom.name(),
                custom.connector(),
                custom.source(),
                rows(table(custom.name(), custom.table(), configuration), Optional.empty()),
                Optional.empty(),
                custom.begin(),
                custom.delay());
        return new OpenSource(spec, false);
    }

    /** A source of which only copies of pages are there, by what its state says of it. */
    static OpenSource of(StateDocument remembered, Configuration configuration, Blobs copies) {
        Map<String, String> metadata = remembered.metadata();
        String name = metadata.getOrDefault("source", remembered.id());
        SourceSpec spec = new SourceSpec(
                name,
                metadata.getOrDefault("connector_type", ""),
                new StoredPages(copies, List.of()),
                rows(table(name, metadata.getOrDefault("table", ""), configuration), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
        return new OpenSource(spec, true);
    }

    private static CompiledTable table(String source, String name, Configuration configuration) {
        CompiledTable table = configuration.catalog().table(name);
        if (table.format().isEmpty()) {
            throw new IllegalArgumentException("the table " + name + " has no format of its own, so what " + source
                    + " gives cannot be read: write 'format' in [tables." + name + "]");
        }
        return table;
    }

    /** Where the configuration says what table it is. */
    private static TableRows table(SourceSettings settings) {
        CompiledTable table = settings.table()
                .orElseThrow(() -> new IllegalArgumentException("the source " + settings.name() + " has no table"));
        return rows(table, settings.filter().map(table::filter));
    }

    private static TableRows rows(CompiledTable table, Optional<RowFilter> filter) {
        List<RowFilter> filters =
                Stream.of(table.filter(), filter).flatMap(Optional::stream).toList();
        return new TableRows(table.name(), table.schema(), table::newDecoder, row -> {
            for (RowFilter each : filters) {
                if (!each.test(row)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        if (configured) {
            spec.source().close();
        }
    }
}
