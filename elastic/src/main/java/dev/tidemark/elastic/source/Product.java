package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster is.
 *
 * @param flavor such as {@code serverless}; empty if it does not say
 */
record Product(boolean isOpenSearch, int major, int minor, String flavor) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** By the answer to {@code GET /}; one that does not say what it is, is a new Elasticsearch. */
    static Product of(Answer answer) throws IOException {
        JsonObject version = answer.is(200)
                ? Optional.of(answer.json())
                        .filter(json -> json.has("version"))
                        .map(json -> json.object("version"))
                        .orElse(JsonObject.EMPTY)
                : JsonObject.EMPTY;
        // How the security plugin of OpenSearch refuses; Elasticsearch says 'is unauthorized'.
        boolean refusing = answer.is(403) && answer.errorReason().startsWith("no permissions for");
        Matcher number = VERSION.matcher(version.textOr("number", ""));
        boolean known = number.matches();
        return new Product(
                refusing || version.textOr("distribution", "").equals("opensearch"),
                known ? Integer.parseInt(number.group(1)) : refusing ? 0 : Integer.MAX_VALUE,
                known ? Integer.parseInt(number.group(2)) : 0,
                version.textOr("build_flavor", ""));
    }

    /** What tells documents of a point in time apart that are otherwise sorted alike. */
    String tieBreak() {
        boolean old = isOpenSearch && (major < 3 || (major == 3 && minor < 3));
        return old ? "_id" : "_shard_doc";
    }

    boolean isServerless() {
        return flavor.equals("serverless");
    }
}
