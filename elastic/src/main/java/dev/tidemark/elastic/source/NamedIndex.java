package dev.tidemark.elastic.source;

import dev.tidemark.api.RowLookup;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.source.Cluster.MovedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An index of which name and UUID are known, and what it takes to read it otherwise than by sequence number.
 *
 * @param uuid     another index of the same name has another one
 * @param names    tells the types of its fields
 * @param rows     of earlier runs
 * @param ending   of the index that had this name before, if it was another one
 */
record NamedIndex(
        Cluster cluster,
        IndexSettings settings,
        String name,
        String uuid,
        IndexNames names,
        RowLookup rows,
        Ending ending) {
    /** What people should know. */
    Consumer<String> warnings() {
        return ending.warnings();
    }

    Instant now() {
        return ending.now();
    }

    /**
     * A search of all its shards. Where copies may get segments from the primary, only that one shows what a refresh
     * made visible.
     */
    Call search() throws IOException {
        Call call = Call.post(name, "_search").with("allow_partial_search_results", "false");
        return cluster.product().isOpenSearch() ? call.with("preference", "_primary") : call;
    }

    /** Makes visible what it has. */
    Shown refresh() throws IOException {
        return new Refresh(cluster).of(name);
    }

    /**
     * After a search, and before what it found counts: it was of this index, and of copies that were refreshed.
     *
     * @throws MovedException if it was of other copies: the index is to be refreshed, and searched again
     * @throws IOException if another index has its name by now
     */
    void requireSame(Shown before) throws IOException {
        if (before.copies().isEmpty()) {
            requireUuid();
            return;
        }
        IndexStats now = cluster.stats(name).get(name);
        if (now == null) {
            throw new MovedException(name + " is not available while it is read");
        }
        requireUuid(now.uuid());
        if (!copies(now).equals(copies(before.copies().get()))) {
            throw new MovedException("a shard of " + name + " moved while it was read");
        }
    }

    /** @throws IOException if another index has its name by now: what was asked for may be of that one */
    void requireUuid() throws IOException {
        String told = new IndexNames(cluster, name).uuids().get(name);
        if (told == null) {
            throw new MovedException(name + " is not available while it is read: its UUID is not told");
        }
        requireUuid(told);
    }

    private static Map<Integer, List<ShardStats.Copy>> copies(IndexStats index) {
        Map<Integer, List<ShardStats.Copy>> copies = new TreeMap<>();
        index.shards().forEach((number, shard) -> copies.put(number, shard.copies()));
        return copies;
    }

    private void requireUuid(String now) throws IOException {
        if (!now.equals(uuid)) {
            throw new IOException("the index " + name + " was made again while it was read (its UUID is " + now
                    + ", and was " + uuid + "): nothing of this page is used, and the next run looks at it");
        }
    }
}
