package dev.tidemark.elastic.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.elastic.http.ConnectionSettings;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.formats.spi.SourcePlace;
import dev.tidemark.formats.spi.SourceScope;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that say what is read of a cluster. */
final class IndexKeys {
    private static final int BATCH = 5000;
    private static final long BYTES = 8L << 20;

    private static final Key<String> INDEX = Key.required(
            "index",
            Kind.TEXT.map("the name of an index", IndexKeys::named),
            "none",
            "Name, pattern, alias or data stream; several with commas. What it stands for is found anew in every run.");
    private static final Key<String> QUERY = Key.optional(
            "query",
            Kind.JSON_OBJECT.map("a query", IndexKeys::object),
            "Only documents that meet it, in the query language of the cluster.");
    private static final Key<List<String>> INCLUDES = Key.of(
            "source_includes", Kind.TEXTS, List.of(), "Only these fields of the documents; patterns such as `http.*`.");
    private static final Key<List<String>> EXCLUDES =
            Key.of("source_excludes", Kind.TEXTS, List.of(), "Without these fields of the documents.");
    private static final Key<String> TIMESTAMP = Key.optional(
            "timestamp_field",
            Kind.TEXT.map("the name of a field", ModeKeys::field),
            "The field that says when a document happened, such as `event.created`; where there is no `table` it"
                    + " becomes `tp_timestamp`. Not written: `@timestamp`, else `timestamp`. Mode `timestamp` reads by it:"
                    + " then it is one that the server sets, such as `event.ingested`.");
    private static final Key<Integer> BATCH_SIZE = Key.of(
            "batch_size",
            Kind.NUMBER.map("a number of documents", IndexKeys::batch),
            BATCH,
            "How many documents are asked for at once, at most; fewer where they are large.");
    private static final Key<RowIdentity> IDENTITY = Key.of(
            "row_identity",
            Kind.choice(RowIdentity.class),
            RowIdentity.DOCUMENT,
            "Whether a row is a document, and one that is read again soon after under another sequence number is"
                    + " dropped, or each version of it that is read.");

    private IndexKeys() {}

    static List<Key<?>> all() {
        List<Key<?>> all = new ArrayList<>(ConnectionSettings.KEYS);
        all.addAll(List.of(INDEX, QUERY, INCLUDES, EXCLUDES, TIMESTAMP, BATCH_SIZE, IDENTITY));
        all.addAll(Reactions.KEYS);
        all.addAll(ModeKeys.ALL);
        return all;
    }

    static SourcePlace read(Section section, SourceScope scope) {
        String index = section.read(INDEX);
        Optional<String> timestamp = section.find(TIMESTAMP);
        return new IndexPlace(new IndexSettings(
                ConnectionSettings.read(section, scope.workspace()),
                index,
                section.find(QUERY),
                section.read(INCLUDES),
                section.read(EXCLUDES),
                timestamp,
                section.read(BATCH_SIZE),
                BYTES,
                section.read(IDENTITY),
                Reactions.read(section),
                ModeKeys.read(section, index, timestamp)));
    }

    private static String named(String index) {
        if (index.isBlank() || index.startsWith("_") || index.contains("/") || index.contains(" ")) {
            throw new IllegalArgumentException("'" + index + "' is no name or pattern of an index");
        }
        return index;
    }

    private static String object(String json) {
        try {
            JsonObject.parse(json.getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("this is no query: " + e.getMessage(), e);
        }
        return json;
    }

    private static int batch(long size) {
        if (size < 1 || size > IndexSettings.MOST) {
            throw new IllegalArgumentException(size + " is not from 1 to " + IndexSettings.MOST);
        }
        return (int) size;
    }

    /** For messages and descriptions: nothing where nothing was written. */
    static Optional<List<String>> written(List<String> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }
}
