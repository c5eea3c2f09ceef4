package dev.tidemark.elastic.source;

import dev.tidemark.api.SourceRefusedException;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.http.JsonObject;
import dev.tidemark.elastic.http.SearchClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of a source. Safe for many threads. */
final class Cluster implements AutoCloseable {
    private static final String BLOCKED = "cluster_block_exception";

    /** The primary of a shard is elsewhere by now: what was read may lack documents. */
    static final class MovedException extends IOException {
        private static final long serialVersionUID = 1;

        MovedException(String message) {
            super(message);
        }
    }

    /** Why a cluster does not answer for an index that is meant by its name. */
    private static final Set<String> REFUSED = Set.of("index_not_found_exception", "index_closed_exception");

    /** The cluster does not tell checkpoints of such an index, whoever asks. */
    static final class UntoldException extends IOException {
        private static final long serialVersionUID = 1;

        UntoldException(String message) {
            super(message);
        }
    }

    private final SearchClient client;
    private final ShardCounts counts = new ShardCounts(this);
    private volatile Optional<Product> product = Optional.empty();

    Cluster(SearchClient client) {
        this.client = client;
    }

    /** What there is of some indexes; those of a pattern may be none. */
    Map<String, IndexStats> stats(String index) throws IOException {
        Answer answer = answer(Call.get(index, "_stats", "refresh").with("level", "shards"), "monitor", index);
        return answer.read(IndexStats::read);
    }

    /** What documents of some indexes hold, as the cluster tells it: the mapping of each, by name. */
    JsonObject mappings(String index) throws IOException {
        return answer(Call.get(index, "_mapping").with("ignore_unavailable", "true"), "view_index_metadata", index)
                .read(json -> json);
    }

    /**
     * What there is of what a source means.
     *
     * @param refused what of it the cluster refuses, with the name that it tells; the others are there
     */
    record Listed(Map<String, IndexStats> indexes, Map<String, IOException> refused) {}

    /** What there is of some indexes, where some that are meant by their names may be missing or closed. */
    Listed list(String pattern) throws IOException {
        Call call = Call.get(pattern, "_stats", "refresh").with("level", "shards");
        Answer answer = client.send(call);
        requireTold(answer);
        if (!REFUSED.contains(answer.errorType())) {
            refuse(answer, "monitor", pattern);
            return new Listed(counts.complete(pattern, answer.success()), Map.of());
        }
        String name = answer.json().object("error").textOr("index", pattern);
        Answer rest = answer(call.with("ignore_unavailable", "true"), "monitor", pattern);
        return new Listed(counts.complete(pattern, rest), Map.of(name, answer.failure()));
    }

    /**
     * Makes what the primaries hold visible to searches.
     *
     * @throws MovedException if it did not reach every copy that works
     */
    void refresh(IndexStats index) throws IOException {
        Answer answer = answer(Call.post(index.name(), "_refresh"), "maintenance", index.name());
        JsonObject shards = answer.read(json -> json.object("_shards"));
        // Copies that cannot be reached are not counted as failed, and would answer without what is not visible yet.
        if (shards.number("failed") > 0 || shards.number("successful") < index.working()) {
            throw new MovedException("the refresh of " + index.name() + " reached " + shards.number("successful")
                    + " of " + index.working() + " copies, " + shards.number("failed") + " failed");
        }
    }

    /** A page as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    record Found(SearchAnswer answer, byte[] body) {}

    /**
     * Searches the primary of a shard, and nothing else.
     *
     * @param longest how many bytes the answer may have
     * @throws MovedException if it is not there any more
     * @throws dev.tidemark.elastic.http.AnswerTooLargeException if the answer is longer
     */
    Found search(IndexStats index, ShardStats.Primary primary, int shard, String body, int longest) throws IOException {
        String where = product().isOpenSearch() ? "_primary" : "_only_nodes:" + primary.node();
        Answer answer = client.send(Call.post(index.name(), "_search")
                .with("preference", "_shards:" + shard + "|" + where)
                .with("allow_partial_search_results", "false")
                .with(body)
                .atMost(longest));
        if (answer.is(503) || (answer.is(400) && answer.errorReason().contains("No data node"))) {
            throw new MovedException(String.valueOf(answer.failure().getMessage()));
        }
        refuse(answer, "read", index.name());
        SearchAnswer found = read(answer.success());
        boolean whole = found.shards("total") == 1
                && found.shards("successful") == 1
                && found.shards("failed") == 0
                && found.shards("skipped") == 0
                && !found.timedOut();
        if (!whole) {
            throw new MovedException("shard " + shard + " of " + index.name() + " answered in part: " + found.shards()
                    + (found.timedOut() ? ", timed out" : ""));
        }
        return new Found(found, answer.body());
    }

    void pause(int failed) throws InterruptedIOException {
        client.pause(failed);
    }

    static SearchAnswer read(Answer answer) throws IOException {
        try {
            return SearchAnswer.read(answer.body());
        } catch (IllegalArgumentException e) {
            throw answer.failure();
        }
    }

    private static void requireTold(Answer answer) throws UntoldException {
        if (answer.is(410) || answer.errorType().equals("api_not_available_exception")) {
            throw new UntoldException("the cluster is serverless and tells no checkpoints: "
                    + answer.failure().getMessage());
        }
    }

    /** Sends a call, whatever is answered. */
    Answer send(Call call) throws IOException {
        return client.send(call);
    }

    /**
     * Sends a call that must be answered well.
     *
     * @param privilege that it needs
     */
    Answer answer(Call call, String privilege, String index) throws IOException {
        Answer answer = client.send(call);
        refuse(answer, privilege, index);
        return answer.success();
    }

    /** Throws what somebody must do something about. */
    static void refuse(Answer answer, String privilege, String index) throws IOException {
        if (answer.isSuccess()) {
            return;
        }
        IOException said = answer.failure();
        switch (answer.status()) {
            case 401 ->
                throw new SourceRefusedException(
                        SourceRefusedException.Reason.CREDENTIALS, String.valueOf(said.getMessage()), null, said);
            case 403 -> {
                if (answer.errorType().equals(BLOCKED)) {
                    throw said;
                }
                throw new SourceRefusedException(
                        SourceRefusedException.Reason.PERMISSION,
                        "the privilege '" + privilege + "' is missing for " + index + ": " + said.getMessage(),
                        null,
                        said);
            }
            case 429 ->
                throw new SourceRefusedException(
                        SourceRefusedException.Reason.THROTTLED, String.valueOf(said.getMessage()), null, said);
            default -> {}
        }
    }

    /** What the cluster is. */
    Product product() throws IOException {
        if (product.isEmpty()) {
            product = Optional.of(Product.of(client.send(Call.get(""))));
        }
        return product.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
