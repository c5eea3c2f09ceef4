package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.util.Optional;

/** An index that is gone: what is left to say of it. */
record GoneIndex(Extent read, Ending ending) implements PagedSource<Extent> {
    /** Whether an earlier run has said what there was to say. */
    boolean isTold() {
        return read.rest().fate().gone().isPresent();
    }

    @Override
    public Extent first() {
        return read; // it is asked for only because it is remembered
    }

    @Override
    public String encode(Extent position) {
        return position.json();
    }

    @Override
    public Extent decode(String json) {
        return Extent.parse(json);
    }

    @Override
    public Optional<Page<Extent>> next(Extent position) {
        return position.rest().fate().gone().isPresent()
                ? Optional.empty()
                : Optional.of(ending.page(position, position.goneAt(ending.now())));
    }
}
