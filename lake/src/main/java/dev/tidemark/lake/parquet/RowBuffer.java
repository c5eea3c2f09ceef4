package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Rows of many groups, copied one after another, to be taken group by group. A row takes about what its values do, and
 * columns that are null nothing, while a row group that is being written takes something for each column. Not
 * thread-safe.
 */
public final class RowBuffer {
    private static final int SEGMENT_BYTES = 1 << 20;

    /** Takes a row, which is filled anew for the next one. */
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws IOException;
    }

    /** Where the rows of a group are: segment in the upper half, place in the lower one. */
    private static final class Places {
        private long[] places = new long[16];
        private int count;

        void add(long place) {
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
            }
            places[count++] = place;
        }
    }

    private final Kind[] kinds;
    private final Row row;
    private final List<Bytes> segments = new ArrayList<>();
    private final TreeMap<Long, Places> groups = new TreeMap<>();
    private long held;

    public RowBuffer(Schema schema) {
        kinds = schema.nodes().stream().map(node -> Kind.of(node.type())).toArray(Kind[]::new);
        row = new Row(schema);
    }

    /** Copies a row into a group. */
    public void add(long group, Row source) {
        if (segments.isEmpty() || segments.getLast().size >= SEGMENT_BYTES) {
            segments.add(new Bytes());
        }
        Bytes segment = segments.getLast();
        held -= segment.array.length;
        groups.computeIfAbsent(group, missing -> new Places())
                .add((long) (segments.size() - 1) << Integer.SIZE | segment.size);
        int start = segment.size;
        segment.int32(0);
        int nodes = 0;
        for (int first = 0; first < kinds.length; first += Long.SIZE) {
            for (long rest = source.present64(first / Long.SIZE); rest != 0; rest &= rest - 1) {
                add(segment, source, first + Long.numberOfTrailingZeros(rest));
                nodes++;
            }
        }
        segment.setInt32(start, nodes);
        held += segment.array.length + Long.BYTES;
    }

    private void add(Bytes segment, Row source, int node) {
        segment.int32(node);
        switch (kinds[node]) {
            case FIXED -> segment.int64(source.bits(node));
            case TEXT -> segment.lengthAndRaw(source.bytes(node), source.from(node), source.length(node));
            case LIST_OF_FIXED -> {
                Row.Elements all = source.elements(node);
                segment.int32(all.count());
                for (int i = 0; i < all.count(); i++) {
                    segment.int64(all.bits(i));
                }
            }
            case LIST_OF_TEXT -> {
                Row.Elements all = source.elements(node);
                segment.int32(all.count());
                for (int i = 0; i < all.count(); i++) {
                    segment.lengthAndRaw(all.bytes(i), all.from(i), all.length(i));
                }
            }
        }
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The groups that have rows, sorted. */
    public List<Long> groups() {
        return List.copyOf(groups.keySet());
    }

    /** Gives the rows of a group in their order. */
    public void forEach(long group, Taker taker) throws IOException {
        Places all = groups.getOrDefault(group, new Places());
        for (int i = 0; i < all.count; i++) {
            fill(segments.get((int) (all.places[i] >>> Integer.SIZE)).array, (int) all.places[i]);
            taker.take(row);
        }
    }

    private void fill(byte[] bytes, int place) {
        row.clear();
        int at = place + Integer.BYTES;
        for (int left = Bytes.intAt(bytes, place); left > 0; left--) {
            int node = Bytes.intAt(bytes, at);
            at = fill(node, bytes, at + Integer.BYTES);
        }
    }

    /** Where the next column begins. */
    private int fill(int node, byte[] bytes, int at) {
        return switch (kinds[node]) {
            case FIXED -> {
                row.number(node, Bytes.longAt(bytes, at));
                yield at + Long.BYTES;
            }
            case TEXT -> text(node, bytes, at);
            case LIST_OF_FIXED -> {
                row.present(node);
                int end = at + Integer.BYTES + Bytes.intAt(bytes, at) * Long.BYTES;
                for (int element = at + Integer.BYTES; element < end; element += Long.BYTES) {
                    row.number(node, Bytes.longAt(bytes, element));
                }
                yield end;
            }
            case LIST_OF_TEXT -> {
                row.present(node);
                int element = at + Integer.BYTES;
                for (int left = Bytes.intAt(bytes, at); left > 0; left--) {
                    element = text(node, bytes, element);
                }
                yield element;
            }
        };
    }

    private int text(int node, byte[] bytes, int at) {
        int length = Bytes.intAt(bytes, at);
        row.text(node, bytes, at + Integer.BYTES, length);
        return at + Integer.BYTES + length;
    }

    /** About how many bytes of memory the rows take. */
    public long held() {
        return held;
    }

    /** Forgets all rows. */
    public void clear() {
        segments.clear();
        groups.clear();
        held = 0;
    }
}
