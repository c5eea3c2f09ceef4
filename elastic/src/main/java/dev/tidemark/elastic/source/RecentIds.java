package dev.tidemark.elastic.source;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last documents of a shard that were read, by hashes of their ids; immutable.
 *
 * <p>When a primary fails, the cluster repeats what was being written under the same ids and with other sequence
 * numbers. A reader that came in between sees these documents twice. What is repeated was being written when the primary
 * failed, so it is among the last that were read.
 */
final class RecentIds {
    /** How many documents of a shard are remembered at most. */
    static final int MOST = 1000;
    /** How many of an index, about: its position is saved with each claim. */
    private static final int OF_INDEX = 4000;

    private static final int LEAST = 100;

    static final RecentIds NONE = new RecentIds(new long[0]);

    /** The oldest first. */
    private final long[] hashes;

    private RecentIds(long[] hashes) {
        this.hashes = hashes;
    }

    /** How many documents of each shard are remembered in an index of so many. */
    static int most(int shards) {
        return Math.clamp(OF_INDEX / Math.max(1, shards), LEAST, MOST);
    }

    /** To be asked and added to. One thread. */
    Growing grow() {
        return new Growing(this);
    }

    /** As it is saved. */
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
        bytes.asLongBuffer().put(hashes);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if it is something else */
    static RecentIds parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Long.BYTES != 0) {
            throw new IllegalArgumentException("its member 'recent' is cut: it has " + bytes.length + " bytes");
        }
        long[] hashes = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(hashes);
        return new RecentIds(hashes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecentIds ids && Arrays.equals(hashes, ids.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    /** Some ids, and those that come. */
    static final class Growing {
        private final Set<Long> known = new LinkedHashSet<>();
        private final Hashes hashes = new Hashes();

        private Growing(RecentIds ids) {
            for (long hash : ids.hashes) {
                known.add(hash);
            }
        }

        /** Adds an id; whether it was not there. */
        boolean add(String id) {
            return known.add(hashes.of(id));
        }

        /** The last ones, so many at most. */
        RecentIds last(int most) {
            return new RecentIds(known.stream()
                    .skip(Math.max(0, known.size() - most))
                    .mapToLong(Long::longValue)
                    .toArray());
        }
    }
}
