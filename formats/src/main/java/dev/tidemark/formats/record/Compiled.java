package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Window;
import java.util.List;

/** A format of which the options have been checked. Immutable. */
interface Compiled {
    /** A reader that sees the content through a window of its own. */
    RecordReader reader(List<String> wanted, Window window);
}
