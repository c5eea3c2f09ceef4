package dev.tidemark.formats.bytes;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.tidemark.api.BadArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Content in zstd frames, one after another. */
final class Zstandard implements Content {
    private final Below below;
    private final ZstdInputStreamNoFinalizer frames;

    Zstandard(InputStream bytes) throws IOException {
        below = new Below(bytes);
        frames = new ZstdInputStreamNoFinalizer(below);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        try {
            int count = frames.read(into, at, length);
            if (count < 0 && below.count() == 0) {
                throw new BadArtifactException("it is empty, which zstd never is");
            }
            return count;
        } catch (ZstdIOException e) {
            throw new BadArtifactException(
                    "its zstd frames are broken before byte " + below.count() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            frames.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing below is closed, so nothing can fail
        }
    }
}
