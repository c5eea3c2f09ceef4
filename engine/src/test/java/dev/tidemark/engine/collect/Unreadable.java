package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Mark;
import java.io.IOException;
import java.io.InputStream;

/** A source of which one artifact cannot be opened. */
record Unreadable(Source source, String id) implements Source {
    @Override
    public void discover(Range range, Listing listing) throws IOException {
        source.discover(range, listing);
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        if (artifact.id().equals(id)) {
            throw new IOException("no permission");
        }
        return source.open(artifact);
    }

    @Override
    public Mark mark(Artifact artifact, long next) throws IOException {
        return source.mark(artifact, next);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
