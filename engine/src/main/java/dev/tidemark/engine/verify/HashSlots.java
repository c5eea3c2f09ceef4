package dev.tidemark.engine.verify;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** Numbers slots by hashes, from 0 on in the order in which they came: some 24 bytes for each. One thread. */
final class HashSlots {
    private static final int FIRST = 1 << 10;

    private long[] hashes = new long[FIRST];
    private int[] slots = new int[FIRST];
    private int size;

    /** The slot of a hash, a new one if it has none. */
    int slot(long hash) {
        int at = find(hash);
        if (hashes[at] == 0) {
            if (size >= hashes.length / 4 * 3) {
                grow();
                at = find(hash);
            }
            hashes[at] = hash;
            slots[at] = size++;
        }
        return slots[at];
    }

    boolean contains(long hash) {
        return hashes[find(hash)] == hash;
    }

    /** -1 if it has none. */
    int slotIfAny(long hash) {
        int at = find(hash);
        return hashes[at] == hash ? slots[at] : -1;
    }

    int size() {
        return size;
    }

    void forEach(LongConsumer visitor) {
        Arrays.stream(hashes).filter(hash -> hash != 0).forEach(visitor);
    }

    private int find(long hash) {
        int mask = hashes.length - 1;
        int at = (int) hash & mask;
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldSlots = slots;
        hashes = new long[oldHashes.length * 2];
        slots = new int[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                int at = find(oldHashes[i]);
                hashes[at] = oldHashes[i];
                slots[at] = oldSlots[i];
            }
        }
    }
}
