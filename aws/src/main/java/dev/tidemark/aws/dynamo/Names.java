package dev.tidemark.aws.dynamo;

import java.util.Set;

/** What the attributes of the table are called. Those that a fleet is asked by keep the names of older tables. */
final class Names {
    static final String COLLECTOR = "CollectorId";
    static final String KEY = "StateKey";
    static final String SOURCE = "source";
    static final String STREAM = "stream";
    static final String KIND = "kind";
    static final String ACCOUNT = "CID";
    static final String UPDATED = "Updated";
    static final String EXPIRES = "ExpireDate";
    static final String FORMAT = "format";
    static final String GENERATION = "generation";
    static final String REPLACED = "replaced";
    static final String BYTES = "bytes";
    static final String PARTS = "parts";
    static final String DOCUMENT = "document";
    static final String PART = "part";
    static final String STREAM_INDEX = "stream-index";

    /** All of an item of a key. */
    static final Set<String> OF_HEADS = Set.of(
            COLLECTOR,
            KEY,
            SOURCE,
            STREAM,
            KIND,
            ACCOUNT,
            UPDATED,
            EXPIRES,
            FORMAT,
            GENERATION,
            REPLACED,
            BYTES,
            PARTS,
            DOCUMENT);

    private Names() {}
}
