package dev.tidemark.cli;

import dev.tidemark.api.Source;
import dev.tidemark.engine.collect.SourceSpec;
import dev.tidemark.engine.collect.TableRows;
import dev.tidemark.engine.config.FileSettings;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.file.FileSource;
import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.table.RowFilter;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A configured source, ready to be collected. */
record OpenSource(SourceSpec spec) implements AutoCloseable {
    static OpenSource of(SourceSettings settings, Clock clock) {
        return new OpenSource(new SourceSpec(
                settings.name(),
                settings.connector(),
                source(settings, clock),
                rows(settings),
                settings.indexColumn(),
                settings.from().map(from -> from.at(clock.instant())),
                settings.delay()));
    }

    private static Source source(SourceSettings settings, Clock clock) {
        return switch (settings.config()) {
            case FileSettings file -> new FileSource(file.source(), clock);
        };
    }

    private static TableRows rows(SourceSettings settings) {
        CompiledTable table = settings.table();
        List<RowFilter> filters = Stream.of(table.filter(), settings.filter())
                .flatMap(Optional::stream)
                .toList();
        return new TableRows(table.name(), table.schema(), table::newDecoder, row -> {
            for (RowFilter filter : filters) {
                if (!filter.test(row)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void close() throws IOException {
        spec.source().close();
    }
}
