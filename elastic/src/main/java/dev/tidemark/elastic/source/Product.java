package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.JsonObject;
import java.io.IOException;
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
        if (answer.is(429) || answer.status() >= 500) {
            throw answer.failure();
        }
        JsonObject told = answer.is(200) ? answer.json() : JsonObject.EMPTY;
        JsonObject version = told.has("version") ? told.object("version") : JsonObject.EMPTY;
        // It may be set to give the number of an Elasticsearch (compatibility.override_main_response_version).
        boolean disguised =
                !version.has("distribution") && told.textOr("tagline", "").contains("OpenSearch");
        // How the security plugin of OpenSearch refuses; Elasticsearch says 'is unauthorized'.
        boolean refusing = answer.is(403) && answer.errorReason().startsWith("no permissions for");
        Matcher number = VERSION.matcher(version.textOr("number", ""));
        boolean known = number.matches() && !disguised;
        return new Product(
                refusing || disguised || version.textOr("distribution", "").equals("opensearch"),
                known ? Integer.parseInt(number.group(1)) : refusing || disguised ? 0 : Integer.MAX_VALUE,
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
