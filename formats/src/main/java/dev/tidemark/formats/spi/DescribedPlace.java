package dev.tidemark.formats.spi;

import dev.tidemark.api.RowLookup;
import java.io.IOException;
import java.util.function.Consumer;

/** A place that tells what its records hold: a source of it needs no table, one is made of what it tells. */
public interface DescribedPlace extends SourcePlace {
    @Override
    DescribedStreams open(Consumer<String> warnings, RowLookup rows) throws IOException;
}
