package dev.tidemark.engine.state;

import java.io.OutputStream;

/** Counts what is written, and keeps what there is room for. */
final class CountedOutput extends OutputStream {
    private final byte[] kept;
    private int count;

    CountedOutput(byte[] kept) {
        this.kept = kept;
    }

    int count() {
        return count;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (count + length <= kept.length) {
            System.arraycopy(bytes, from, kept, count, length);
        }
        count = Math.addExact(count, length);
    }
}
