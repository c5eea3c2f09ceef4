package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.util.Optional;

/** An index that is gone: what is left to say of it. */
record GoneIndex(IndexPosition read, Ending ending) implements PagedSource<IndexPosition> {
    @Override
    public IndexPosition first() {
        return read; // it is asked for only because it is remembered
    }

    @Override
    public String encode(IndexPosition position) {
        return position.json();
    }

    @Override
    public IndexPosition decode(String json) {
        return IndexPosition.parse(json);
    }

    @Override
    public Optional<Page<IndexPosition>> next(IndexPosition position) {
        return position.gone().isPresent()
                ? Optional.empty()
                : Optional.of(ending.page(position, position.goneAt(ending.now())));
    }
}
