package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.bytes.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A member somebody wants, or one that holds such members: the wanted paths as a tree. Names are found by their bytes;
 * no text is made of them.
 */
final class JsonMember {
    private final byte[] name;
    private final long hash;
    private int[] fields = {};
    private int members;
    private @Nullable JsonMember[] slots = new JsonMember[4];
    private long seen;

    JsonMember(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        this.name = bytes;
        hash = hash(Arrays.copyOf(bytes, bytes.length + Long.BYTES), 0, bytes.length);
    }

    /** The member of a name within this one, made if there is none yet. */
    JsonMember with(String memberName) {
        byte[] bytes = memberName.getBytes(UTF_8);
        JsonMember known = find(Arrays.copyOf(bytes, bytes.length + Long.BYTES), 0, bytes.length);
        if (known != null) {
            return known;
        }
        JsonMember member = new JsonMember(memberName);
        @Nullable JsonMember[] old = slots;
        if (++members * 4 > old.length) {
            slots = new JsonMember[old.length * 4];
            for (JsonMember moved : old) {
                if (moved != null) {
                    place(moved);
                }
            }
        }
        place(member);
        return member;
    }

    private void place(JsonMember member) {
        int slot = slot(member.hash);
        while (slots[slot] != null) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = member;
    }

    /** Gives the member's value to a field. */
    void give(int field) {
        fields = Arrays.copyOf(fields, fields.length + 1);
        fields[fields.length - 1] = field;
    }

    boolean hasMembers() {
        return members > 0;
    }

    boolean isWanted() {
        return fields.length > 0;
    }

    /** The member within this one whose name is these bytes; eight more must follow them in the array. */
    @Nullable
    JsonMember find(byte[] bytes, int from, int to) {
        int length = to - from;
        long wanted = hash(bytes, from, length);
        for (int slot = slot(wanted); ; slot = slot + 1 & slots.length - 1) {
            JsonMember member = slots[slot];
            if (member == null) {
                return null;
            }
            if (member.hash == wanted && Arrays.equals(bytes, from, to, member.name, 0, member.name.length)) {
                return member;
            }
        }
    }

    void set(Fields into, Fields.Kind kind, byte[] bytes, int from, int length) {
        for (int field : fields) {
            into.set(field, kind, bytes, from, length);
        }
    }

    /** Notes that a record has the member; if it had it before, what was found in it is forgotten. */
    void meet(long record, Fields in) {
        if (seen == record) {
            forget(in);
        }
        seen = record;
    }

    private void forget(Fields in) {
        set(in, Fields.Kind.ABSENT, name, 0, 0);
        for (JsonMember member : slots) {
            if (member != null) {
                member.forget(in);
            }
        }
    }

    private int slot(long wanted) {
        return (int) (wanted >>> 32) & slots.length - 1;
    }

    private static long hash(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        long first = Words.at(bytes, from);
        long last = length < 8 ? first << 64 - 8 * length : Words.at(bytes, from + length - 8);
        long start = length < 8 ? 0 : first;
        return (last * 0x9e3779b97f4a7c15L ^ start) * 0xbf58476d1ce4e5b9L + length;
    }
}
