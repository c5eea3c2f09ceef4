package dev.tidemark.engine.collect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An artifact's bytes, which remember their own failure: so a source that failed is told from a sink that did. */
final class SourceInput extends FilterInputStream {
    private @Nullable IOException failure;

    SourceInput(InputStream bytes) {
        super(bytes);
    }

    boolean failed() {
        return failure != null;
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        try {
            return in.read(buffer, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        try {
            return in.skip(bytes);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
