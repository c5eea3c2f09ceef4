package dev.tidemark.formats.spi;

import dev.tidemark.api.PagedStreams;
import java.io.IOException;

/** Streams that tell what their records hold. */
public interface DescribedStreams extends PagedStreams {
    /**
     * What the records hold that the streams made last can give: everything that was known when the first page of them
     * was. Asked for when there is something to convert, by several threads; the same until streams are made
     * again.
     *
     * @throws IOException if the place cannot tell it now
     */
    Description description() throws IOException;
}
