package dev.tidemark.testkit;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Mark;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A source whose listing, opening and reading can go wrong. */
public final class FaultySource implements Source {
    private final Source source;
    private final Faults faults;

    public FaultySource(Source source, Faults faults) {
        this.source = source;
        this.faults = faults;
    }

    @Override
    public void discover(Range range, Listing listing) throws IOException {
        faults.guard(() -> {
            source.discover(range, listing);
            return range;
        });
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        return new Bytes(faults.guard(() -> source.open(artifact)), faults);
    }

    @Override
    public Mark mark(Artifact artifact, long next) throws IOException {
        return faults.guard(() -> source.mark(artifact, next));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static final class Bytes extends FilterInputStream {
        private final Faults faults;

        Bytes(InputStream in, Faults faults) {
            super(in);
            this.faults = faults;
        }

        @Override
        public int read() throws IOException {
            return faults.guard(super::read);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return faults.guard(() -> super.read(bytes, from, length));
        }
    }
}
