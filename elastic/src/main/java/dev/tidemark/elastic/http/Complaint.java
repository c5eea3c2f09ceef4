package dev.tidemark.elastic.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;

/** Puts an answer that is no success into words. */
final class Complaint {
    private static final int LONGEST_REASON = 300;

    /** A query that cannot be read. */
    private static final Set<String> OF_QUERIES =
            Set.of("parsing_exception", "x_content_parse_exception", "query_shard_exception");

    private Complaint() {}

    static SearchException of(Answer answer) {
        return new SearchException(answer.host() + " answered " + answer.status() + " to " + answer.call()
                + said(answer) + ". " + advice(answer));
    }

    private static String said(Answer answer) {
        String type = answer.errorType();
        if (!type.isEmpty()) {
            String cause = answer.errorCause();
            boolean isTold = cause.isEmpty() || answer.errorReason().contains(cause);
            return ": " + type + ", " + shortened(answer.errorReason()) + (isTold ? "" : " (" + shortened(cause) + ")");
        }
        return " with " + answer.header("content-type").orElse("no type") + ": "
                + shortened(new String(answer.body(), UTF_8).replaceAll("\\s+", " "));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
    }

    private static String advice(Answer answer) {
        String type = answer.errorType();
        if (type.equals("cluster_block_exception") || answer.errorReason().contains("flood-stage")) {
            return "The cluster does not allow this now: free disk space or lift the block, then try again";
        }
        if (type.equals("index_not_found_exception")) {
            return "Check 'index' of " + answer.settings();
        }
        if (OF_QUERIES.contains(type)) {
            return "Check 'query' of " + answer.settings();
        }
        return switch (answer.status()) {
            case 401 -> "Check username and password, api_key or bearer_token of " + answer.settings();
            case 403 ->
                "The user of " + answer.settings()
                        + " may not do this: give it the rights that the documentation names";
            case 407 -> "Check the user and the password in 'proxy' of " + answer.settings();
            case 413 ->
                "The cluster, or a proxy before it, takes no request as large: raise its limit"
                        + " (http.max_content_length)";
            case 429 -> "The cluster is overloaded: try again later, or give it more memory";
            case 502, 503, 504 -> "The cluster, or a part of it, is not available: see GET /_cluster/health";
            default ->
                type.isEmpty()
                        ? "This is no answer of Elasticsearch or OpenSearch: check 'url' of " + answer.settings()
                                + ", and what is between"
                        : "See the log of the cluster";
        };
    }
}
