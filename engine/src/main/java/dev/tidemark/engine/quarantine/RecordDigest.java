package dev.tidemark.engine.quarantine;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.api.table.Schema;
import java.util.BitSet;
import java.util.zip.CRC32C;

/** Reads an artifact's records for nothing but their {@link Evidence}: all but some of them, up to a last one. */
public final class RecordDigest implements RowSink {
    private final Row row;
    private final BitSet without;
    private final long last;
    private final CRC32C crc = new CRC32C();
    private long seen;

    /**
     * @param without numbers of the records that do not count
     * @param last    records after this one do not count
     */
    public RecordDigest(Schema schema, BitSet without, long last) {
        row = new Row(schema);
        this.without = without;
        this.last = last;
    }

    public Evidence evidence() {
        return new Evidence(Math.min(seen, last), crc.getValue());
    }

    /** Whether there were records after the last one that counts. */
    public boolean goesOn() {
        return seen > last;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void accept(long ordinal, byte[] raw, int from, int length) {
        row.clear();
        seen = ordinal;
        if (ordinal <= last && !without.get((int) ordinal)) {
            crc.update(raw, from, length);
            crc.update('\n');
        }
    }

    @Override
    public void reject(long ordinal, String reason, byte[] raw, int from, int length) {
        accept(ordinal, raw, from, length);
    }
}
