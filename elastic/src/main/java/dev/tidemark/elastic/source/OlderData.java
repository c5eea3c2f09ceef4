package dev.tidemark.elastic.source;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Recognises shards that were made again from older data: they have lost writes, and give their numbers to others. Such a
 * shard is read again from its beginning.
 *
 * @param stats of the index
 */
record OlderData(IndexStats stats, Consumer<String> warnings) {
    /** The position, where shards that end before what was read of them are read again. */
    IndexPosition withoutLost(IndexPosition position) {
        IndexPosition left = position;
        for (ShardStats shard : stats.shards().values()) {
            long read = position.shard(shard.number()).upTo();
            if (shard.checkpoint()
                    .filter(primary -> primary.global() < read && primary.highest() < read)
                    .isPresent()) {
                left = again(left, shard.number());
            }
        }
        return left;
    }

    /** The position, where a shard is read again, which is said. */
    IndexPosition again(IndexPosition position, int shard) {
        warnings.accept("shard " + shard + " of " + stats.name() + " was made again from older data, and has lost what"
                + " it had up to number " + position.shard(shard).upTo() + ", where it was read to: it is read again"
                + " from its beginning, and documents that are rows already are left out");
        return position.with(
                shard, position.shard(shard).again().having(stats.primary(shard).highest()));
    }

    /**
     * Whether a shard was made again and written on beyond where it was read to. Then what it has up to there is of a later
     * primary than what was read; after a failover that lost nothing it is not.
     *
     * @param before where it was read to
     * @param hits   that follow
     */
    static boolean isWrittenOver(Fetch fetch, int shard, IndexPosition.Shard before, List<Hit> hits)
            throws IOException {
        if (before.upTo() < 0 || hits.stream().noneMatch(before.doubts()::isOfNewPrimary)) {
            return false;
        }
        OptionalLong term = fetch.termAt(shard, before.upTo());
        return term.isPresent() && term.getAsLong() > before.doubts().term();
    }
}
