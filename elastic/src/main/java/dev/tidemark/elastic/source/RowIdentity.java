package dev.tidemark.elastic.source;

import java.io.IOException;

/** What makes a row another one. */
enum RowIdentity {
    /** Its document: one that is read again under another sequence number is dropped, as far as it is remembered. */
    DOCUMENT,
    /** Each version of a document that is read. */
    VERSION;

    String of(String uuid, Hit hit) {
        String document = uuid + "/" + hit.id();
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
