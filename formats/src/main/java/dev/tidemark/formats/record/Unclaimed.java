package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members at the top of a JSON record that nobody wants, as slices; used again for the next record. Of wanted members
 * with one name the last one counts, and nobody wants the others. One thread.
 */
public final class Unclaimed {
    private static final int PARTS = 4;

    private byte[][] bytes = new byte[8][];
    /** Of each where its name begins and ends, without quotes, and its value. */
    private int[] slices = new int[8 * PARTS];

    private int count;

    public int count() {
        return count;
    }

    /** The name as JSON writes it, without quotes. */
    public String name(int member) {
        int at = member * PARTS;
        return new String(bytes[member], slices[at], slices[at + 1] - slices[at], UTF_8);
    }

    public byte[] bytes(int member) {
        return bytes[member];
    }

    /** Where the member's value begins. */
    public int from(int member) {
        return slices[member * PARTS + 2];
    }

    public int length(int member) {
        return slices[member * PARTS + 3] - from(member);
    }

    void clear() {
        count = 0;
    }

    /** @param member null if nobody wants it */
    void add(@Nullable JsonMember member, long record, byte[] source, int nameFrom, int nameTo, int from, int to) {
        if (member == null) {
            add(source, nameFrom, nameTo, from, to);
            return;
        }
        Place place = member.place();
        if (place.record == record) {
            add(source, place.nameFrom, place.nameTo, place.from, place.to);
        }
        place.record = record;
        place.nameFrom = nameFrom;
        place.nameTo = nameTo;
        place.from = from;
        place.to = to;
    }

    /** Where a wanted member was last. */
    static final class Place {
        private long record;
        private int nameFrom;
        private int nameTo;
        private int from;
        private int to;
    }

    private void add(byte[] source, int nameFrom, int nameTo, int from, int to) {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, count * 2);
            slices = Arrays.copyOf(slices, count * 2 * PARTS);
        }
        bytes[count] = source;
        int at = count++ * PARTS;
        slices[at] = nameFrom;
        slices[at + 1] = nameTo;
        slices[at + 2] = from;
        slices[at + 3] = to;
    }
}
