package dev.tidemark.engine.paged;

import dev.tidemark.api.PagedSource;
import dev.tidemark.api.PagedStreams;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Streams that are always the same. */
final class FixedStreams implements PagedStreams {
    private final Map<String, PagedSource<?>> streams;

    FixedStreams(String source, Map<String, PagedSource<?>> streams) {
        if (streams.isEmpty()) {
            throw new IllegalArgumentException(source + " has no streams");
        }
        this.streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    @Override
    public Map<String, PagedSource<?>> streams(Map<String, String> remembered) {
        return streams;
    }

    @Override
    public void close() throws IOException {
        for (PagedSource<?> stream : streams.values()) {
            stream.close();
        }
    }
}
