package dev.tidemark.lake.parquet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts of one column of a batch that are about to be looked up in its dictionary; used again for the next column. */
final class Lookups {
    private int count;
    private int[] hashes = new int[Batch.ROWS];
    private long[] places = new long[Batch.ROWS];
    /** How often each text stands, one time after another. */
    private int[] times = new int[Batch.ROWS];

    /**
     * Takes the cells of a column, those that follow an equal one together with it.
     *
     * @param set 0 where a cell is null; null itself if none is
     */
    void take(byte[] texts, long[] cells, int from, int to, byte @Nullable [] set) {
        count = 0;
        reserve(to - from);
        for (int i = from, end; i < to; i = end) {
            end = Batch.sameUntil(cells, i, to, set);
            if (set == null || set[i] != 0) {
                hashes[count] = TextDictionary.hash(texts, Batch.from(cells[i]), Batch.length(cells[i]));
                places[count] = cells[i];
                times[count++] = end - i;
            }
        }
    }

    private void reserve(int room) {
        if (hashes.length < room) {
            hashes = Arrays.copyOf(hashes, room);
            places = Arrays.copyOf(places, room);
            times = Arrays.copyOf(times, room);
        }
    }

    int count() {
        return count;
    }

    int hash(int lookup) {
        return hashes[lookup];
    }

    int from(int lookup) {
        return Batch.from(places[lookup]);
    }

    int length(int lookup) {
        return Batch.length(places[lookup]);
    }

    int times(int lookup) {
        return times[lookup];
    }
}
