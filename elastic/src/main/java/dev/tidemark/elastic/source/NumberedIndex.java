package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import java.io.IOException;
import java.util.Optional;

/**
 * An index by sequence number, of which it is first asked whether its documents have such numbers: if they have none, a
 * search for them finds nothing, and the index would be passed over without a word; nor may it hold more than it counts.
 *
 * @param traits of the indexes; asked only if nothing of this one is read
 */
record NumberedIndex(IndexReader reader, String name, IndexTraits traits) implements PagedSource<IndexPosition> {
    /** Of an index without sequence numbers. */
    static IOException refused(String name, String reason) {
        return new IOException(name + " cannot be read by sequence number: " + reason + ". Write another mode for it,"
                + " such as mode = \"timestamp\" with 'timestamp_field', one that the server sets; if something was"
                + " read of it, after 'tidemark state reset' of the stream " + name
                + ", which brings what is a row already once more");
    }

    @Override
    public IndexPosition first() {
        return reader.first();
    }

    @Override
    public String encode(IndexPosition position) {
        return reader.encode(position);
    }

    @Override
    public IndexPosition decode(String json) {
        return reader.decode(json);
    }

    @Override
    public Optional<Page<IndexPosition>> next(IndexPosition position) throws IOException {
        boolean begins = position.shards().values().stream().allMatch(shard -> shard.upTo() < 0);
        if (begins && !reader.isEmpty()) {
            String against = reader.uncounted().isPresent() ? reader.uncounted().get() : traits.againstNumbers(name);
            if (!against.isEmpty()) {
                throw refused(name, against);
            }
        }
        return reader.next(position);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
