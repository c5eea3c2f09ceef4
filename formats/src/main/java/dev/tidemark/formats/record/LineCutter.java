package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Lines;
import org.jspecify.annotations.Nullable;

/** Cuts one line into fields. One thread. */
interface LineCutter {
    /** Sets the fields of a line that is not empty and UTF-8; null, or what is wrong with the line. */
    @Nullable
    String cut(Lines lines, Fields fields);
}
