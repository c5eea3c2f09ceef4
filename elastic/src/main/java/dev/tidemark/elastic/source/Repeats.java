package dev.tidemark.elastic.source;

import dev.tidemark.api.RowLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells documents that are rows already, and come again under other sequence numbers, from new ones: by the ids that were
 * read last, and where there is doubt by the rows themselves.
 *
 * <p>Within a run none comes twice: it reads up to checkpoints that were told before the index was refreshed, so a
 * document is found where it was written last below them, or not at all. So the rows of earlier runs are enough, and
 * these are published when a run begins.
 */
final class Repeats {
    private final String uuid;
    private final RowIdentity identity;
    private final RowLookup rows;
    private final int most;

    /**
     * @param uuid of the index
     * @param most documents of a shard that are remembered
     */
    Repeats(String uuid, RowIdentity identity, RowLookup rows, int most) {
        this.uuid = uuid;
        this.identity = identity;
        this.rows = rows;
        this.most = most;
    }

    /**
     * What is new of a page, and what is to be known for the next one.
     *
     * @param fresh without those that are rows already
     */
    record Sorted(List<Hit> fresh, Doubts doubts, RecentIds recent) {}

    /** @throws IOException if the rows cannot be looked up now */
    Sorted sort(List<Hit> hits, IndexPosition.Shard before) throws IOException {
        RecentIds.Growing recent = before.recent().grow();
        Doubts doubts = before.doubts();
        List<Hit> fresh = new ArrayList<>();
        Set<String> doubtful = new HashSet<>();
        for (Hit hit : hits) {
            boolean unknown = recent.add(hit.id()) || identity == RowIdentity.VERSION;
            if (unknown) {
                fresh.add(hit);
            }
            if (unknown && isDoubtful(hit, doubts)) {
                doubtful.add(identity.of(uuid, hit));
            }
            doubts = doubts.after(hit);
        }
        if (!doubtful.isEmpty()) {
            Set<String> present = rows.present(doubtful);
            fresh.removeIf(hit -> present.contains(identity.of(uuid, hit)));
        }
        return new Sorted(fresh, doubts, recent.last(most));
    }

    /** Another version is another row, so only the same one can be there: where a shard is read again. */
    private boolean isDoubtful(Hit hit, Doubts doubts) {
        return identity == RowIdentity.DOCUMENT ? doubts.about(hit) : doubts.left() > 0;
    }
}
