package dev.tidemark.formats.record;

/**
 * The values of one record by the number of the wanted field; used again for the next record. One thread.
 *
 * <p>Values are slices of bytes that may change with the next record. Text is UTF-8 without quotes and escapes;
 * numbers are as written; objects and arrays are their JSON text as written.
 */
public final class Fields {
    /** What a value is. Lines know only {@link #ABSENT} and {@link #TEXT}. */
    public enum Kind {
        /** The record has no such field. */
        ABSENT,
        /** JSON null. */
        NULL,
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        OBJECT,
        ARRAY
    }

    private final Field[] all;
    /** Numbers of the fields that the record has, so that nothing need be done for the others. */
    private final int[] found;

    private int count;

    public Fields(int size) {
        all = new Field[size];
        for (int number = 0; number < size; number++) {
            all[number] = new Field(this, number);
        }
        found = new int[size];
    }

    public int size() {
        return all.length;
    }

    public Field at(int number) {
        return all[number];
    }

    /** How many fields the record has; those that are JSON null are counted. */
    public int count() {
        return count;
    }

    /** A field that the record has, by its place among these. */
    public Field has(int place) {
        return all[found[place]];
    }

    void set(int number, Kind kind, byte[] source, int at, int size) {
        all[number].set(kind, source, at, size);
    }

    /** Makes every field absent. */
    void clear() {
        for (int place = 0; place < count; place++) {
            all[found[place]].clear();
        }
        count = 0;
    }

    void found(int number) {
        found[count++] = number;
    }

    void lost(int number) {
        int place = 0;
        while (found[place] != number) {
            place++;
        }
        System.arraycopy(found, place + 1, found, place, --count - place);
    }
}
