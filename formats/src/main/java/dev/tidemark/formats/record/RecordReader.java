package dev.tidemark.formats.record;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import java.io.IOException;

/** Cuts artifacts into records. One thread; used for one artifact after another. */
public interface RecordReader {
    /** Reads an artifact to its end, as {@link dev.tidemark.formats.Decoder#decode} says. */
    Decoded read(Input input, RecordHandler records) throws IOException;
}
