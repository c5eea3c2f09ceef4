package dev.tidemark.engine.paged;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Mark;
import dev.tidemark.engine.quarantine.SetAside;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Pages that are set aside, wholly or in part, from the copies that were kept of them. */
public record StoredPages(Blobs blobs, List<SetAside> pages) implements Source {
    public StoredPages {
        pages = List.copyOf(pages);
    }

    @Override
    public void discover(Range range, Listing listing) {
        pages.forEach(each -> listing.offer(each.artifact()));
    }

    @Override
    public InputStream open(Artifact page) throws IOException {
        for (SetAside each : pages) {
            if (each.artifact().equals(page) && each.copy().isPresent()) {
                return new ByteArrayInputStream(blobs.read(each.copy().get()));
            }
        }
        throw new NoSuchFileException(page.location());
    }

    @Override
    public Mark mark(Artifact page, long next) {
        return Mark.of(page, next);
    }

    @Override
    public void close() {}
}
