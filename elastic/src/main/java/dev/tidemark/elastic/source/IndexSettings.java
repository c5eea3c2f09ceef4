package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Connection;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a cluster, and how.
 *
 * @param index    name, pattern, alias or data stream; several with commas
 * @param query    that documents must meet, as JSON; empty for all
 * @param includes fields of the documents, patterns too; empty for all
 * @param excludes fields that are left out
 * @param timestamp the field that says when a document happened, with dots; empty for the usual one
 * @param batch    how many documents are asked for at once, at most
 * @param bytes    how many bytes of documents are asked for at once, as far as those before tell
 */
record IndexSettings(
        Connection connection,
        String index,
        Optional<String> query,
        List<String> includes,
        List<String> excludes,
        Optional<String> timestamp,
        int batch,
        long bytes,
        RowIdentity identity,
        Reactions reactions,
        ModeSettings how) {
    /** More are refused by {@code index.max_result_window}. */
    static final int MOST = 10_000;

    IndexSettings {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** The same of other indexes. */
    IndexSettings of(String other) {
        return new IndexSettings(
                connection, other, query, includes, excludes, timestamp, batch, bytes, identity, reactions, how);
    }
}
