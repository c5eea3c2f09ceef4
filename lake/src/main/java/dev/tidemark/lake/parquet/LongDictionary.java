package dev.tidemark.lake.parquet;

import java.util.Arrays;

/** Distinct numbers, numbered as they come: an open-addressed hash table. */
final class LongDictionary {
    private static final int SLOTS = 1 << 4;

    /** Id + 1; 0 for empty. There are none before the first number comes. */
    private int[] slots = {};

    private long[] keys = {};
    private int size;
    private int last;

    int size() {
        return size;
    }

    long key(int id) {
        return keys[id];
    }

    /** The id of the number, new or known. */
    int add(long key) {
        if (size > 0 && keys[last] == key) {
            return last;
        }
        if (slots.length == 0) {
            slots = new int[SLOTS];
            keys = new long[SLOTS / 2];
        }
        int mask = slots.length - 1;
        int slot = slot(key, mask);
        for (int used = slots[slot]; used != 0; used = slots[slot]) {
            if (keys[used - 1] == key) {
                last = used - 1;
                return last;
            }
            slot = (slot + 1) & mask;
        }
        return insert(slot, key);
    }

    private int insert(int slot, long key) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        last = size;
        keys[size++] = key;
        slots[slot] = size;
        if (size * 2 > slots.length) {
            doubleSlots();
        }
        return last;
    }

    private void doubleSlots() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = slot(keys[id], mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id + 1;
        }
    }

    private static int slot(long key, int mask) {
        long product = key * 0x9E3779B97F4A7C15L;
        return (int) (product >>> 32 ^ product >>> 52) & mask;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
        }
        size = 0;
        last = 0;
    }

    void copy(LongDictionary other) {
        slots = other.slots.clone();
        keys = other.keys.clone();
        size = other.size;
        last = other.last;
    }

    /** Bytes of memory that it takes. */
    int held() {
        return slots.length * Integer.BYTES + keys.length * Long.BYTES;
    }
}
