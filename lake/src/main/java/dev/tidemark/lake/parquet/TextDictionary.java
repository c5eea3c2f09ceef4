package dev.tidemark.lake.parquet;

import java.util.Arrays;

/** Distinct byte strings, numbered as they come: an open-addressed hash table over one byte array. */
final class TextDictionary {
    private static final int SLOTS = 1 << 4;

    /** Every entry as length and bytes, in id order: the dictionary page. */
    final Bytes entries = new Bytes();

    /** Hash in the upper half, id + 1 in the lower; 0 for empty. There are none before the first text comes. */
    private long[] slots = {};

    private int[] offsets = {};
    private int size;

    /** Only there so that no compiler leaves the touching out. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    int size() {
        return size;
    }

    int offset(int id) {
        return offsets[id];
    }

    int length(int id) {
        return Bytes.intAt(entries.array, offsets[id] - Integer.BYTES);
    }

    /**
     * Appends the id of each text, new or known, to {@code ids}.
     *
     * <p>A dictionary is larger than the processor's cache, and most of the time is waiting for memory. So the entries
     * that the texts will be compared with are touched first: many at once, as none has to wait for another.
     */
    void addAll(Lookups lookups, byte[] texts, Codes ids) {
        if (slots.length == 0) {
            slots = new long[SLOTS];
            offsets = new int[SLOTS / 2];
        }
        entries.reserve(1);
        touch(lookups);
        for (int i = 0; i < lookups.count(); i++) {
            ids.add(add(texts, lookups.from(i), lookups.length(i), lookups.hash(i)), lookups.times(i));
        }
    }

    private void touch(Lookups lookups) {
        int mask = slots.length - 1;
        int sum = 0;
        for (int i = 0; i < lookups.count(); i++) {
            int id = (int) slots[lookups.hash(i) & mask];
            sum += entries.array[id == 0 ? 0 : offsets[id - 1]];
        }
        touched = sum;
    }

    private int add(byte[] text, int from, int length, int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (long used = slots[slot]; used != 0; used = slots[slot]) {
            if ((int) (used >>> 32) == hash && is((int) used - 1, text, from, length)) {
                return (int) used - 1;
            }
            slot = (slot + 1) & mask;
        }
        return insert(slot, hash, text, from, length);
    }

    private boolean is(int id, byte[] text, int from, int length) {
        int offset = offsets[id];
        byte[] array = entries.array;
        return Bytes.intAt(array, offset - Integer.BYTES) == length && Bytes.isSame(array, offset, text, from, length);
    }

    private int insert(int slot, int hash, byte[] text, int from, int length) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        offsets[size++] = entries.size + Integer.BYTES;
        slots[slot] = (long) hash << 32 | size;
        entries.lengthAndRaw(text, from, length);
        if (size * 2 > slots.length) {
            doubleSlots();
        }
        return size - 1;
    }

    private void doubleSlots() {
        long[] larger = new long[slots.length * 2];
        int mask = larger.length - 1;
        for (long used : slots) {
            if (used != 0) {
                int slot = (int) (used >>> 32) & mask;
                while (larger[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                larger[slot] = used;
            }
        }
        slots = larger;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(slots, 0);
        }
        size = 0;
        entries.size = 0;
    }

    void copy(TextDictionary other) {
        entries.copy(other.entries);
        slots = other.slots.clone();
        offsets = other.offsets.clone();
        size = other.size;
    }

    /** Gives up a large dictionary's arrays; to be called when it is empty. */
    void release(int most) {
        if (held() > most) {
            entries.release(0);
            slots = new long[0];
            offsets = new int[0];
        }
    }

    /** Bytes of memory that it takes. */
    int held() {
        return entries.array.length + slots.length * Long.BYTES + offsets.length * Integer.BYTES;
    }

    static int hash(byte[] text, int from, int length) {
        long hash = length * 0x9E3779B97F4A7C15L;
        if (length < Long.BYTES) {
            return fold(mix(hash ^ Bytes.small(text, from, length)));
        }
        int lastLong = from + length - Long.BYTES;
        for (int at = from; at < lastLong; at += Long.BYTES) {
            hash = mix(hash ^ Bytes.longAt(text, at));
        }
        return fold(mix(hash ^ Bytes.longAt(text, lastLong)));
    }

    private static long mix(long hash) {
        long mixed = hash * 0xff51afd7ed558ccdL;
        return mixed ^ mixed >>> 32;
    }

    private static int fold(long hash) {
        return (int) (hash ^ hash >>> 29);
    }
}
