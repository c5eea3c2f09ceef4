package dev.tidemark.testkit;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.Optional;

/** A paged source whose requests can go wrong. */
public final class FaultyPagedSource<P> implements PagedSource<P> {
    private final PagedSource<P> source;
    private final Faults faults;

    public FaultyPagedSource(PagedSource<P> source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    @Override
    public P first() {
        return source.first();
    }

    @Override
    public String encode(P position) {
        return source.encode(position);
    }

    @Override
    public P decode(String json) {
        return source.decode(json);
    }

    @Override
    public Optional<Page<P>> next(P position) throws IOException {
        return faults.guard(() -> source.next(position));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
