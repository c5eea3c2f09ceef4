package dev.tidemark.formats.record;

import java.util.List;

/**
 * The wanted paths as trees. A path begins at the record, or, with {@code $.} before it, at the document that holds the
 * record; the empty path is the record itself.
 */
final class JsonWanted {
    private static final String DOCUMENT = "$.";

    private JsonWanted() {}

    /** Of records that are documents themselves. */
    static JsonMember ofRecord(List<String> wanted, Fields fields) {
        JsonMember root = new JsonMember("");
        for (int field = 0; field < wanted.size(); field++) {
            String path = wanted.get(field);
            add(root, path.startsWith(DOCUMENT) ? path.substring(DOCUMENT.length()) : path, fields.at(field));
        }
        return root;
    }

    /** What is wanted of records within a document. */
    static JsonMember ofRecordWithin(List<String> wanted, Fields fields) {
        JsonMember root = new JsonMember("");
        for (int field = 0; field < wanted.size(); field++) {
            if (!wanted.get(field).startsWith(DOCUMENT)) {
                add(root, wanted.get(field), fields.at(field));
            }
        }
        return root;
    }

    /** What is wanted of the documents around records. */
    static JsonMember ofDocument(List<String> wanted, Fields fields) {
        JsonMember root = new JsonMember("");
        for (int field = 0; field < wanted.size(); field++) {
            if (wanted.get(field).startsWith(DOCUMENT)) {
                add(root, wanted.get(field).substring(DOCUMENT.length()), fields.at(field));
            }
        }
        return root;
    }

    private static void add(JsonMember root, String path, Field field) {
        JsonMember member = root;
        if (!path.isEmpty()) {
            for (String name : JsonPath.split(path)) {
                member = member.with(name);
            }
        }
        member.give(field);
    }
}
