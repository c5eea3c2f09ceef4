package dev.tidemark.formats.record;

import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Input;
import java.io.IOException;

/** Cuts artifacts into records. One thread; used for one artifact after another. */
public interface RecordReader {
    /**
     * Reads an artifact to its end, as {@link dev.tidemark.formats.Decoder#decode} says.
     *
     * <p>Reading begins at {@link Input#next}, and ordinals are counted from there: a record's place in the artifact is
     * told by both. Bytes at which reading may go on are those that {@link Decoded#next} gave.
     */
    Decoded read(Input input, RecordHandler records) throws IOException;
}
