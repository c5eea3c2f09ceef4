package dev.tidemark.lake.parquet;

import java.util.Arrays;

/** Levels or dictionary ids of a page; as long as all are the same, only their number is kept. */
final class Codes {
    private static final int[] NOTHING = {};
    private static final int LEAST = 32;

    private int[] codes = NOTHING;
    private int count;
    private int first;
    private boolean uniform = true;

    void add(int code) {
        if (uniform) {
            if (count == 0) {
                first = code;
            }
            if (code == first) {
                count++;
                return;
            }
            spread();
        }
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, count * 2);
        }
        codes[count++] = code;
    }

    void add(int code, int times) {
        if (times <= 0) {
            return;
        }
        add(code);
        int more = times - 1;
        if (!uniform) {
            if (codes.length - count < more) {
                codes = Arrays.copyOf(codes, Math.max(count * 2, count + more));
            }
            Arrays.fill(codes, count, count + more, code);
        }
        count += more;
    }

    private void spread() {
        if (count >= codes.length) {
            codes = new int[Math.max(LEAST, Math.max(codes.length * 2, count + count / 2))];
        }
        Arrays.fill(codes, 0, count, first);
        uniform = false;
    }

    int count() {
        return count;
    }

    int code(int index) {
        return uniform ? first : codes[index];
    }

    void clear() {
        count = 0;
        uniform = true;
    }

    /** Appends them as Parquet's hybrid of runs and packed bits. */
    void appendTo(Bytes out, int width) {
        if (uniform) {
            Hybrid.appendRun(out, first, count, width);
        } else {
            Hybrid.append(out, codes, count, width);
        }
    }

    void copy(Codes other) {
        count = other.count;
        first = other.first;
        uniform = other.uniform;
        if (!uniform) {
            codes = Arrays.copyOf(other.codes, other.codes.length);
        }
    }

    /** Bytes of memory that it takes. */
    int held() {
        return codes.length * Integer.BYTES;
    }
}
