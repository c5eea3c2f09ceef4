package dev.tidemark.engine.verify;

import dev.tidemark.api.Census;
import dev.tidemark.api.Range;
import dev.tidemark.api.Replaced;
import dev.tidemark.engine.commit.AccountVisitor;
import dev.tidemark.engine.commit.ArtifactRows;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Rows by the place where they were read: how many claims stored, and how many there are. Holds hashes, so that a
 * million places fit into some 60 megabytes. One thread.
 */
final class Tallies implements AccountVisitor, Census.Visitor {
    private static final int FIRST = 1 << 10;

    /** Somebody wants to know of it. */
    private static final byte MEANT = 1;
    /** What was stored before was taken back. */
    private static final byte REPLACED = 2;
    /** A part of what was stored before was taken back, and nobody counted how much. */
    private static final byte UNCOUNTED = 4;
    /** Something was stored there. */
    private static final byte STORED = 8;

    private final Predicate<ArtifactRows> meant;
    private final HashSlots slots = new HashSlots();
    private long[] expected = new long[FIRST];
    private long[] found = new long[FIRST];
    private byte[] flags = new byte[FIRST];

    /** @param meant what is to be compared */
    Tallies(Predicate<ArtifactRows> meant) {
        this.meant = meant;
    }

    @Override
    public void stored(ArtifactRows rows) {
        int slot = slot(rows.location());
        if ((flags[slot] & REPLACED) == 0) {
            expected[slot] += rows.rows().stored();
            flags[slot] |= (byte) (STORED | (meant.test(rows) ? MEANT : 0));
        }
    }

    @Override
    public void replaced(Replaced replaced) {
        byte flag = replaced.rows().equals(Range.ALL) ? REPLACED : UNCOUNTED;
        for (String location : replaced.locations()) {
            int slot = slot(location);
            if ((flags[slot] & REPLACED) == 0) {
                flags[slot] |= flag;
            }
        }
    }

    @Override
    public void found(String location, long rows) {
        found[slot(location)] += rows;
    }

    /** How many rows there are of a place. */
    long found(String location) {
        int slot = slots.slotIfAny(Hash.of(location));
        return slot < 0 ? 0 : found[slot];
    }

    long expected(String location) {
        int slot = slots.slotIfAny(Hash.of(location));
        return slot < 0 ? 0 : expected[slot];
    }

    /** Whether there are other rows of a place than were stored. */
    boolean differ(String location) {
        int slot = slots.slotIfAny(Hash.of(location));
        return slot >= 0 && differ(slot);
    }

    /** The hashes of the places of which there are other rows than were stored. */
    HashSlots different() {
        HashSlots different = new HashSlots();
        slots.forEach(hash -> {
            if (differ(slots.slotIfAny(hash))) {
                different.slot(hash);
            }
        });
        return different;
    }

    /** Rows of places where nothing was stored by claims that are known. */
    long unaccounted() {
        long rows = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            rows += (flags[slot] & STORED) == 0 ? found[slot] : 0;
        }
        return rows;
    }

    private boolean differ(int slot) {
        boolean compared = (flags[slot] & MEANT) != 0 && (flags[slot] & UNCOUNTED) == 0;
        return compared && expected[slot] != found[slot];
    }

    private int slot(String location) {
        int slot = slots.slot(Hash.of(location));
        if (slot == expected.length) {
            expected = Arrays.copyOf(expected, slot * 2);
            found = Arrays.copyOf(found, slot * 2);
            flags = Arrays.copyOf(flags, slot * 2);
        }
        return slot;
    }
}
