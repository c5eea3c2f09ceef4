package dev.tidemark.engine.collect;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import java.io.IOException;
import java.util.BitSet;

/** Passes on only some of an artifact's records. */
record Chosen(RowSink rows, BitSet ordinals) implements RowSink {
    @Override
    public Row row() {
        return rows.row();
    }

    @Override
    public void accept(long ordinal, byte[] raw, int from, int length) throws IOException {
        if (ordinals.get((int) ordinal)) {
            rows.accept(ordinal, raw, from, length);
        } else {
            rows.row().clear();
        }
    }

    @Override
    public void reject(long ordinal, String reason, byte[] raw, int from, int length) throws IOException {
        if (ordinals.get((int) ordinal)) {
            rows.reject(ordinal, reason, raw, from, length);
        } else {
            rows.row().clear();
        }
    }
}
