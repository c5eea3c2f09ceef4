package dev.tidemark.elastic.source;

import java.io.IOException;

/** What makes a row another one. */
enum RowIdentity {
    /** Its document: one that is read again under another sequence number is dropped, as far as it is remembered. */
    DOCUMENT,
    /** Each version of a document that is read. */
    VERSION;

    /**
     * The name of a row. Of documents with a routing of their own several may have one id, each in another shard.
     *
     * @param uuid of the index; it has neither slash nor colon
     */
    String of(String uuid, Hit hit) {
        String routed =
                hit.routing().isEmpty() ? uuid : uuid + ":" + hit.routing().length() + ":" + hit.routing();
        String document = routed + "/" + hit.id();
        return this == DOCUMENT ? document : document + "/" + hit.number() + "/" + hit.term();
    }

    /** @throws IOException if a document cannot be told from other versions of it, and must be */
    void require(Hit hit) throws IOException {
        if (this == VERSION && hit.number() < 0) {
            throw new IOException(hit.index() + " has no sequence numbers, by which row_identity = \"version\" tells"
                    + " versions of a document apart: leave row_identity out");
        }
    }
}
