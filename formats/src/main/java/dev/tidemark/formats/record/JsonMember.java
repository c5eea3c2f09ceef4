package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.bytes.Window;
import dev.tidemark.formats.bytes.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A member somebody wants, or one that holds such members: the wanted paths as a tree. Names are found by their bytes;
 * no text is made of them. Where members mostly come in the order in which they came before, they need not be looked
 * for.
 */
final class JsonMember {
    private static final int LONGEST_EXPECTED = Window.PADDING - 2 * Long.BYTES;

    private final byte[] name;
    /** Whether the name, written as it is, can be told by its bytes alone. */
    private final boolean plain;

    private final long hash;
    /** The bytes of a word that belong to the name, its first word, and its last one, which begins at a byte. */
    private final long mask;

    private final long head;
    private final long tail;
    private final int tailAt;

    private Field[] fields = {};
    private int members;
    private @Nullable JsonMember[] slots = new JsonMember[4];
    private long seen;
    private final Unclaimed.Place place = new Unclaimed.Place();
    private @Nullable JsonMember first;
    private @Nullable JsonMember next;

    JsonMember(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        this.name = bytes;
        plain = isPlain(bytes);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + Long.BYTES);
        hash = hash(padded, 0, bytes.length);
        mask = bytes.length < Long.BYTES ? (1L << Byte.SIZE * bytes.length) - 1 : -1;
        head = Words.at(padded, 0);
        tailAt = Math.max(0, bytes.length - Long.BYTES);
        tail = Words.at(padded, tailAt);
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
    void give(Field field) {
        fields = Arrays.copyOf(fields, fields.length + 1);
        fields[fields.length - 1] = field;
    }

    boolean hasMembers() {
        return members > 0;
    }

    boolean isWanted() {
        return fields.length > 0;
    }

    /** The member within this one that came first when it was expected last; null if none can be expected. */
    @Nullable
    JsonMember first() {
        return first;
    }

    void expectFirst(JsonMember member) {
        first = member.plain ? member : null;
    }

    /** The member that followed this one when it was expected last; null if none can be expected. */
    @Nullable
    JsonMember next() {
        return next;
    }

    void expectNext(JsonMember member) {
        next = member.plain ? member : null;
    }

    private static boolean isPlain(byte[] name) {
        boolean plain = name.length <= LONGEST_EXPECTED;
        for (byte letter : name) {
            plain &= letter != '"' && letter != '\\' && (letter < 0 || letter >= ' ');
        }
        return plain;
    }

    /** Where the name that begins at {@code from} ends, with its quote, if it is this one's; else -1. */
    int end(byte[] bytes, int from) {
        int end = from + name.length;
        return bytes[end] == '"' && isNamed(bytes, from) ? end : -1;
    }

    /** Whether these bytes are the name, as far as it goes; eight more must follow them in the array. */
    private boolean isNamed(byte[] bytes, int from) {
        return (Words.at(bytes, from) & mask) == head
                && (Words.at(bytes, from + tailAt) & mask) == tail
                && (tailAt <= Long.BYTES
                        || Arrays.equals(bytes, from + Long.BYTES, from + tailAt, name, Long.BYTES, tailAt));
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
            if (member.hash == wanted && member.name.length == length && member.isNamed(bytes, from)) {
                return member;
            }
        }
    }

    void set(Fields.Kind kind, byte[] bytes, int from, int length) {
        for (Field field : fields) {
            field.set(kind, bytes, from, length);
        }
    }

    Unclaimed.Place place() {
        return place;
    }

    /** Notes that a record has the member; if it had it before, what was found in it is forgotten. */
    void meet(long record) {
        if (seen == record) {
            forget();
        }
        seen = record;
    }

    private void forget() {
        for (Field field : fields) {
            field.forget();
        }
        for (JsonMember member : slots) {
            if (member != null) {
                member.forget();
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
