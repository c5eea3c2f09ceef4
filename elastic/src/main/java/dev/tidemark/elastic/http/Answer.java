package dev.tidemark.elastic.http;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a cluster said.
 *
 * @param call     that it answers
 * @param host     that said it
 * @param settings where it is written how the cluster is reached
 * @param repeated whether an earlier attempt of the call may have had its effect
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(
        Call call,
        URI host,
        String settings,
        int status,
        Map<String, List<String>> headers,
        byte[] body,
        boolean repeated) {
    public boolean is(int expected) {
        return status == expected;
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * The answer as JSON.
     *
     * @throws SearchException if it is something else, a proxy's page for instance
     */
    public JsonObject json() throws SearchException {
        return read(json -> json);
    }

    /**
     * Something of the answer.
     *
     * @param reading may throw an {@link IllegalArgumentException} if the answer has no such thing
     * @throws SearchException if it does, or if the answer is no JSON
     */
    public <T> T read(Function<JsonObject, T> reading) throws SearchException {
        try {
            return reading.apply(JsonObject.parse(body));
        } catch (IllegalArgumentException e) {
            throw Complaint.of(this);
        }
    }

    /** What kind of error it is, in the cluster's words: {@code index_not_found_exception}. Empty if it does not say. */
    public String errorType() {
        return error("type");
    }

    /** Why, in the cluster's words. Empty if it does not say. */
    public String errorReason() {
        return error("reason");
    }

    /** What that comes from in the end, in the cluster's words: which of many shards, which member of a query. */
    String errorCause() {
        try {
            return cause(JsonObject.parse(body).object("error"));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String cause(JsonObject error) {
        if (error.has("caused_by")) {
            return cause(error.object("caused_by"));
        }
        boolean isSum = error.has("root_cause") && !error.objects("root_cause").isEmpty();
        return (isSum ? error.objects("root_cause").getFirst() : error).textOr("reason", "");
    }

    /** This as a failure. */
    public SearchException failure() {
        return Complaint.of(this);
    }

    /** This if it is a success. @throws SearchException if not */
    public Answer success() throws SearchException {
        if (!isSuccess()) {
            throw failure();
        }
        return this;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    private String error(String member) {
        if (isSuccess()) {
            return "";
        }
        try {
            return JsonObject.parse(body).object("error").text(member);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
