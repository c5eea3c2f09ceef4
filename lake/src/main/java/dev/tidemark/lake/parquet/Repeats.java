package dev.tidemark.lake.parquet;

import dev.tidemark.api.table.Row;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns repeat another one in every row of the row group, as {@code tp_timestamp} does an event's own time:
 * those are encoded once and written twice.
 *
 * <p>A row group's first row proposes pairs, and so do earlier row groups; each further row is compared, and a column
 * that differs goes its own way from there on.
 */
final class Repeats {
    /** Copies the buffer of a leaf. */
    interface Copy {
        void copy(int leaf, int of);
    }

    private final Leaf[] leaves;
    /** The leaf whose chunk each leaf has; usually itself. */
    private final int[] of;
    /** What each leaf repeated in the row group before, or itself. */
    private final int[] before;
    /** Whether a leaf turned out to be no repetition. */
    private final boolean[] own;
    /** Leaves that repeat another. */
    private final int[] followers;

    /** By node: whether it is a leaf that repeats another. */
    private final boolean[] isFollower;

    private int count;

    Repeats(List<Leaf> leaves, int nodes) {
        this.leaves = leaves.toArray(new Leaf[0]);
        int size = this.leaves.length;
        of = new int[size];
        Arrays.setAll(of, leaf -> leaf);
        before = of.clone();
        own = new boolean[size];
        followers = new int[size];
        isFollower = new boolean[nodes];
    }

    /** Proposes pairs by a row group's first row. */
    void find(Row row) {
        count = 0;
        Arrays.fill(isFollower, false);
        System.arraycopy(of, 0, before, 0, of.length);
        Map<Integer, Integer> first = new HashMap<>();
        for (int leaf = 0; leaf < of.length; leaf++) {
            int leader = leader(leaf, row, first);
            of[leaf] = own[leaf] ? leaf : leader;
            if (of[leaf] != leaf) {
                followers[count++] = leaf;
                isFollower[leaves[leaf].node()] = true;
            }
        }
    }

    /** @param first by a digest of the value, the first leaf that has it and leads */
    private int leader(int leaf, Row row, Map<Integer, Integer> first) {
        if (before[leaf] != leaf
                && of[before[leaf]] == before[leaf]
                && isSame(row, leaves[leaf], leaves[before[leaf]])) {
            return before[leaf];
        }
        if (row.isNull(leaves[leaf].node()) || !leaves[leaf].isTop()) {
            return leaf;
        }
        Integer other = first.putIfAbsent(digest(row, leaves[leaf]), leaf);
        return other != null && leaves[leaf].isLike(leaves[other]) && isSame(row, leaves[leaf], leaves[other])
                ? other
                : leaf;
    }

    /** Of a column that has a value: the same for the same value of the same type. */
    private static int digest(Row row, Leaf leaf) {
        int node = leaf.node();
        int value = leaf.repeated()
                ? row.elements(node).count()
                : leaf.isText()
                        ? TextDictionary.hash(row.bytes(node), row.from(node), row.length(node))
                        : Long.hashCode(row.bits(node));
        return 31 * (31 * value + leaf.type().name().hashCode()) + Boolean.hashCode(leaf.repeated());
    }

    /** Whether this row tells any columns apart. */
    boolean isBrokenBy(Row row) {
        for (int i = 0; i < count; i++) {
            int leaf = followers[i];
            if (!isSame(row, leaves[leaf], leaves[of[leaf]])) {
                return true;
            }
        }
        return false;
    }

    /** By node: whether it is a leaf that repeats another. */
    boolean[] followers() {
        return isFollower;
    }

    /** Parts the columns that this row tells apart. */
    void separate(Row row, Copy copy) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int leaf = followers[i];
            if (isSame(row, leaves[leaf], leaves[of[leaf]])) {
                followers[kept++] = leaf;
            } else {
                copy.copy(leaf, of[leaf]);
                of[leaf] = leaf;
                own[leaf] = true;
                isFollower[leaves[leaf].node()] = false;
            }
        }
        count = kept;
    }

    boolean is(int leaf) {
        return of[leaf] != leaf;
    }

    /** The leaf whose chunk this leaf has. */
    int of(int leaf) {
        return of[leaf];
    }

    private static boolean isSame(Row row, Leaf leaf, Leaf other) {
        int a = leaf.node();
        int b = other.node();
        if (row.isNull(a) || row.isNull(b)) {
            return row.isNull(a) && row.isNull(b);
        }
        if (leaf.repeated()) {
            return isSame(row.elements(a), row.elements(b), leaf.isText());
        }
        return leaf.isText()
                ? isSame(row.bytes(a), row.from(a), row.length(a), row.bytes(b), row.from(b), row.length(b))
                : row.bits(a) == row.bits(b);
    }

    private static boolean isSame(Row.Elements a, Row.Elements b, boolean texts) {
        boolean same = a.count() == b.count();
        for (int i = 0; same && i < a.count(); i++) {
            same = texts
                    ? isSame(a.bytes(i), a.from(i), a.length(i), b.bytes(i), b.from(i), b.length(i))
                    : a.bits(i) == b.bits(i);
        }
        return same;
    }

    private static boolean isSame(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
        return aLength == bLength && Bytes.isSame(a, aFrom, b, bFrom, aLength);
    }
}
