package dev.tidemark.api.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Many marks by id in little room: about 16 bytes of table each, and the bytes of the mark, of whose id the part up to
 * the last slash is kept once for all that follow one another and share it. Only added to while it is built.
 */
final class MarkTable {
    private static final int GROUP = 0;
    private static final int MARK = 1;

    private final Segments segments = new Segments();
    private final Varints scratch = new Varints(new byte[256], 0);
    /** The hash of an id above, where its mark begins plus 1 below; 0 if free. */
    private long[] slots = new long[1 << 13];

    private int count;
    private byte[] group = {};
    private int groupAt = -1;

    int count() {
        return count;
    }

    /** @return false, without effect, if the id is there already */
    boolean add(String id, Mark mark) {
        byte[] bytes = id.getBytes(UTF_8);
        int slash = slash(bytes);
        int slot = slot(id, bytes, slash);
        if (slots[slot] != 0) {
            return false;
        }
        if (groupAt < 0 || slash != group.length || !startsWith(bytes, group)) {
            group = Arrays.copyOf(bytes, slash);
            scratch.clear().write(GROUP).write(group, 0, slash);
            groupAt = append();
        }
        scratch.clear().write(MARK).write(groupAt).write(bytes, slash, bytes.length);
        write(mark);
        slots[slot] = (long) hash(id) << 32 | (append() + 1L);
        if (++count > slots.length / 3 * 2) {
            grow();
        }
        return true;
    }

    Optional<Mark> find(String id) {
        byte[] bytes = id.getBytes(UTF_8);
        long found = slots[slot(id, bytes, slash(bytes))];
        if (found == 0) {
            return Optional.empty();
        }
        Varints entry = segments.at((int) found - 1);
        entry.read();
        entry.read();
        entry.skip((int) entry.read());
        return Optional.of(read(entry));
    }

    /** In the order they were added. */
    void forEach(BiConsumer<String, Mark> visitor) {
        for (int i = 0; i < segments.count(); i++) {
            forEach(segments.segment(i), visitor);
        }
    }

    private void forEach(Varints entries, BiConsumer<String, Mark> visitor) {
        int from = -1;
        String prefix = "";
        while (entries.hasMore()) {
            if (entries.read() == GROUP) {
                entries.skip((int) entries.read());
                continue;
            }
            int group = (int) entries.read();
            if (group != from) {
                Varints text = segments.at(group);
                text.read();
                prefix = text.readText();
                from = group;
            }
            visitor.accept(prefix.concat(entries.readText()), read(entries));
        }
    }

    private void write(Mark mark) {
        Instant time = mark.time();
        long seconds = time.getEpochSecond();
        byte[] tag = mark.tag().getBytes(UTF_8);
        scratch.write(seconds << 1 ^ seconds >> 63)
                .write(time.getNano())
                .write(mark.size())
                .write(mark.next())
                .write(tag, 0, tag.length);
    }

    private static Mark read(Varints entry) {
        long seconds = entry.read();
        Instant time = Instant.ofEpochSecond(seconds >>> 1 ^ -(seconds & 1), entry.read());
        return new Mark(time, entry.read(), entry.read(), entry.readText());
    }

    private int append() {
        return segments.append(scratch.bytes(), scratch.position());
    }

    /** Where the id is, or the free slot where it belongs. */
    private int slot(String id, byte[] bytes, int slash) {
        int hash = hash(id);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !((int) (slots[slot] >>> 32) == hash && is(slots[slot], bytes, slash))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean is(long slot, byte[] bytes, int slash) {
        Varints entry = segments.at((int) slot - 1);
        entry.read();
        Varints prefix = segments.at((int) entry.read());
        prefix.read();
        return entry.readEquals(bytes, slash, bytes.length) && prefix.readEquals(bytes, 0, slash);
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long entry : old) {
            if (entry != 0) {
                int slot = (int) (entry >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = entry;
            }
        }
    }

    private static int hash(String id) {
        int hash = id.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static int slash(byte[] id) {
        int end = id.length;
        while (end > 0 && id[end - 1] != '/') {
            end--;
        }
        return end;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
