package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.source.Cluster.MovedException;
import java.io.IOException;
import java.util.Optional;

/** Makes visible what is indexed, where that is allowed; where it is not, a search shows what the index itself shows. */
record Refresh(Cluster cluster) {
    private static final int ATTEMPTS = 6;

    /**
     * Refreshes an index, again until every copy that works was reached, where the cluster tells which these are: a
     * search that another copy answers would be without what is not visible there.
     *
     * @throws MovedException if its copies did not keep still for some attempts
     */
    Shown of(String index) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(index);
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
        }
    }

    private Shown once(String index) throws IOException {
        if (IndexNames.isElsewhere(index)) {
            return Shown.notRefreshed("no cluster refreshes indexes of another one, such as " + index);
        }
        Optional<IndexStats> told = told(index);
        Answer answer = cluster.send(Call.post(index, "_refresh"));
        if (answer.is(403)) {
            return Shown.notRefreshed(
                    "the privilege 'maintenance' is missing for " + index + ", so it is not refreshed");
        }
        Cluster.refuse(answer, "maintenance", index);
        JsonObject shards = answer.success().read(json -> json.object("_shards"));
        long working = told.map(IndexStats::working).orElse(0L);
        // Copies that cannot be reached are not counted as failed.
        if (shards.number("failed") > 0 || shards.number("successful") < working) {
            throw new MovedException(
                    "the refresh of " + index + " reached " + shards.number("successful") + " copies of "
                            + (told.isPresent() ? working : shards.number("total")) + ", " + shards.number("failed")
                            + " failed");
        }
        return new Shown(told, Optional.empty());
    }

    /** The copies; empty if they are not told, for want of the privilege 'monitor' or by a serverless cluster. */
    private Optional<IndexStats> told(String index) throws IOException {
        Answer answer = cluster.send(Call.get(index, "_stats", "refresh").with("level", "shards"));
        if (answer.is(403) || answer.is(410) || answer.errorType().equals("api_not_available_exception")) {
            return Optional.empty();
        }
        Cluster.refuse(answer, "monitor", index);
        IndexStats told = answer.success().read(IndexStats::read).get(index);
        if (told == null) {
            throw new MovedException(index + " is not available: none of its shards works");
        }
        return Optional.of(told);
    }
}
