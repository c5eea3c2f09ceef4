package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.Optional;

/** An index that is asked for by its name, and that the cluster refuses: the others are read. */
record RefusedIndex(IOException reason) implements PagedSource<IndexPosition> {
    @Override
    public IndexPosition first() {
        return IndexPosition.begin("");
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
    public Optional<Page<IndexPosition>> next(IndexPosition position) throws IOException {
        throw new IOException(reason.getMessage(), reason);
    }
}
