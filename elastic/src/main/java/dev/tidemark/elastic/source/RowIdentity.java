package dev.tidemark.elastic.source;

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
}
