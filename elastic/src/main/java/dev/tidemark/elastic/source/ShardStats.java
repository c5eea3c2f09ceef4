package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shard as the cluster tells it.
 *
 * @param copies     that there are, wherever
 * @param checkpoint of the primary: everything up to this number is durable on all copies that count, -1 before the
 *     first operation. Empty if there is no primary that works, or none that tells
 */
record ShardStats(int number, List<Copy> copies, Optional<Primary> checkpoint) {
    private static final Set<String> WORKING = Set.of("STARTED", "RELOCATING");

    /** One copy of a shard. */
    record Copy(String node, boolean primary, String state) {
        boolean works() {
            return WORKING.contains(state);
        }
    }

    /**
     * What the primary tells of itself.
     *
     * @param highest number that it gave
     * @param saved   the highest one of what it holds on disk; -1 if it does not tell
     */
    record Primary(String node, long global, long highest, long saved) {
        /** Whether it holds what it does not count: a mounted snapshot of OpenSearch tells 0 of all that it holds. */
        boolean isUncounted() {
            return saved > highest;
        }
    }

    ShardStats {
        copies = copies.stream()
                .sorted(Comparator.comparing(Copy::node).thenComparing(Copy::state))
                .toList();
    }

    /** @throws IllegalArgumentException if it is not what a cluster tells of a shard */
    static ShardStats read(int number, List<JsonObject> copies) {
        return new ShardStats(number, copies.stream().map(ShardStats::copy).toList(), primary(copies));
    }

    private static Copy copy(JsonObject copy) {
        JsonObject routing = copy.object("routing");
        return new Copy(routing.textOr("node", ""), routing.flag("primary"), routing.text("state"));
    }

    private static Optional<Primary> primary(List<JsonObject> copies) {
        List<JsonObject> primaries = copies.stream()
                .filter(each -> copy(each).primary() && copy(each).works() && each.has("seq_no"))
                .toList();
        if (primaries.size() != 1) {
            return Optional.empty();
        }
        JsonObject numbers = primaries.getFirst().object("seq_no");
        return Optional.of(new Primary(
                copy(primaries.getFirst()).node(),
                numbers.number("global_checkpoint"),
                numbers.number("max_seq_no"),
                saved(primaries.getFirst())));
    }

    private static long saved(JsonObject primary) {
        JsonObject commit = primary.has("commit") ? primary.object("commit") : JsonObject.EMPTY;
        JsonObject told = commit.has("user_data") ? commit.object("user_data") : JsonObject.EMPTY;
        return Long.parseLong(told.textOr("max_seq_no", "-1"));
    }

    long working() {
        return copies.stream().filter(Copy::works).count();
    }
}
