package dev.tidemark.elastic.source;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were read, by hashes of their names, under the milliseconds of their times; immutable.
 *
 * <p>All that were read with a time from {@link #since} on are there. They are forgotten by time, the oldest first, so
 * what is forgotten is never asked for again.
 */
final class TimedIds {
    /** How many documents are remembered, of those that can be forgotten. */
    static final int MOST = 50_000;
    /** How many documents are remembered at all, those of one moment for instance. */
    static final int LIMIT = 2 * MOST;

    static final TimedIds NONE = new TimedIds(Long.MIN_VALUE, new TreeMap<>());

    /** Whether a document was read. */
    enum Known {
        NO,
        /** It was, and had another time then. */
        AT_ANOTHER_TIME,
        YES
    }

    private final long since;
    private final NavigableMap<Long, Set<Long>> hashes;

    /** Of an index of which nothing is read that has a time before one, and nothing of it is to be. */
    static TimedIds none(Instant since) {
        return new TimedIds(since.toEpochMilli(), new TreeMap<>());
    }

    private TimedIds(long since, NavigableMap<Long, Set<Long>> hashes) {
        this.since = since;
        this.hashes = hashes;
    }

    /** From when on every document that was read is remembered; {@link Instant#MIN} if always. */
    Instant since() {
        return since == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(since);
    }

    int size() {
        return hashes.values().stream().mapToInt(Set::size).sum();
    }

    /** To be asked and added to. One thread. */
    Growing grow() {
        return new Growing(this);
    }

    /**
     * Forgets what is not needed any more, and more of it if that is too much.
     *
     * @param from  what was read before this is not read again
     * @param needed what was read from this on must not be forgotten
     */
    TimedIds from(Instant from, Instant needed) {
        long begin = Math.max(since, from.toEpochMilli());
        SortedMap<Long, Set<Long>> rest = hashes.tailMap(begin, true);
        long most = needed.toEpochMilli();
        long left = rest.values().stream().mapToLong(Set::size).sum();
        for (Map.Entry<Long, Set<Long>> oldest : rest.entrySet()) {
            if (left <= MOST || oldest.getKey() >= most) {
                break;
            }
            left -= oldest.getValue().size();
            begin = oldest.getKey() + 1;
        }
        return new TimedIds(begin, new TreeMap<>(hashes.tailMap(begin, true)));
    }

    /** As it is saved. */
    String text() {
        int longs =
                1 + hashes.values().stream().mapToInt(each -> 2 + each.size()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(longs * Long.BYTES);
        LongBuffer out = bytes.asLongBuffer().put(since);
        hashes.forEach((millis, names) -> {
            out.put(millis).put(names.size());
            names.forEach(out::put);
        });
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if it is something else */
    static TimedIds parse(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % Long.BYTES != 0 || bytes.length == 0) {
            throw new IllegalArgumentException("its member 'recent' is cut: it has " + bytes.length + " bytes");
        }
        LongBuffer in = ByteBuffer.wrap(bytes).asLongBuffer();
        long since = in.get();
        NavigableMap<Long, Set<Long>> hashes = new TreeMap<>();
        while (in.remaining() >= 2) {
            hashes.put(in.get(), new TreeSet<>(next(in, in.get())));
        }
        return new TimedIds(since, hashes);
    }

    private static List<Long> next(LongBuffer in, long count) {
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("its member 'recent' is cut");
        }
        List<Long> some = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            some.add(in.get());
        }
        return some;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimedIds ids && since == ids.since && hashes.equals(ids.hashes);
    }

    @Override
    public int hashCode() {
        return hashes.hashCode();
    }

    /** Some documents, and those that come. */
    static final class Growing {
        private final long since;
        private final NavigableMap<Long, Set<Long>> hashes = new TreeMap<>();
        private final Set<Long> all = new TreeSet<>();
        private final Hashes digest = new Hashes();

        private Growing(TimedIds ids) {
            since = ids.since;
            ids.hashes.forEach((millis, names) -> {
                hashes.put(millis, new TreeSet<>(names));
                all.addAll(names);
            });
        }

        /** Adds a document, and tells whether it was there. It is remembered by its latest time. */
        Known add(Instant time, String name) {
            long hash = digest.of(name);
            boolean isThere = !hashes.computeIfAbsent(time.toEpochMilli(), millis -> new TreeSet<>())
                    .add(hash);
            boolean isNew = all.add(hash);
            return isThere ? Known.YES : isNew ? Known.NO : Known.AT_ANOTHER_TIME;
        }

        TimedIds all() {
            return new TimedIds(since, hashes);
        }
    }
}
