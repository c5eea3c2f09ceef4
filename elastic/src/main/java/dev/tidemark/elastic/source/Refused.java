package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.Optional;

/**
 * An index that cannot be read now.
 *
 * @param why is thrown whenever it is asked
 */
record Refused(IOException why) implements PagedSource<String> {
    @Override
    public String first() {
        return "{}";
    }

    @Override
    public String encode(String position) {
        return position;
    }

    @Override
    public String decode(String json) {
        return json;
    }

    @Override
    public Optional<Page<String>> next(String position) throws IOException {
        throw why;
    }
}
