package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Event.RowCounts;
import dev.tidemark.api.Range;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.RowSink;
import dev.tidemark.engine.quarantine.QuarantineWriter;
import dev.tidemark.formats.value.UnfitValueException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

/** Takes a decoder's records: each becomes a stored row, is left out by the filter or the bounds, or is set aside. */
final class RowAccount implements RowSink {
    private final Row row;
    private final HostColumns host;
    private final TableRows.Filter filter;
    private final int timestamp;
    private final Function<Artifact, Range> bounds;
    private long fromMicros;
    private long toMicros;
    private final ChunkWriter writer;
    private final QuarantineWriter quarantine;

    private Artifact artifact;
    private long stored;
    private long newest = Long.MIN_VALUE;
    private long filtered;
    private long last;
    private BitSet rejected = new BitSet();

    RowAccount(
            SourceSpec spec,
            TableRows table,
            Function<Artifact, Range> bounds,
            Instant now,
            Artifact first,
            ChunkWriter writer,
            QuarantineWriter quarantine) {
        row = new Row(table.schema());
        host = new HostColumns(spec, table, now);
        filter = table.filter();
        timestamp = table.schema().number(HostColumns.TIMESTAMP);
        this.bounds = bounds;
        this.writer = writer;
        this.quarantine = quarantine;
        artifact = first;
    }

    void begin(Artifact next) {
        artifact = next;
        host.begin(next);
        Range rows = bounds.apply(next);
        fromMicros = micros(rows.from());
        toMicros = micros(rows.to());
        row.clear();
        stored = 0;
        newest = Long.MIN_VALUE;
        filtered = 0;
        last = 0;
        rejected = new BitSet();
    }

    /** Of the artifact begun last. */
    RowCounts counts() {
        long quarantined = rejected.cardinality();
        return new RowCounts(stored + filtered + quarantined, stored, filtered, quarantined);
    }

    /** The newest time of a row of the artifact begun last; empty if it has none. */
    Optional<Instant> newest() {
        return stored == 0 ? Optional.empty() : Optional.of(Instant.EPOCH.plus(newest, ChronoUnit.MICROS));
    }

    /** Numbers of the records that were set aside. */
    BitSet rejected() {
        return rejected;
    }

    /** Number of the last record. */
    long last() {
        return last;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void accept(long ordinal, byte[] raw, int from, int length) throws IOException {
        if (row.isNull(timestamp)) {
            reject(ordinal, "it has no tp_timestamp", raw, from, length);
            return;
        }
        last = ordinal;
        host.fill(row, ordinal);
        boolean wanted;
        try {
            wanted = wanted(row.bits(timestamp));
        } catch (UnfitValueException unfit) {
            reject(ordinal, "the filter cannot be applied: " + unfit.reason(), raw, from, length);
            return;
        }
        if (wanted) {
            newest = Math.max(newest, row.bits(timestamp));
            writer.append(row);
            stored++;
        } else {
            filtered++;
        }
        row.clear();
    }

    private boolean wanted(long time) throws UnfitValueException {
        return time >= fromMicros && time < toMicros && filter.test(row);
    }

    @Override
    public void reject(long ordinal, String reason, byte[] raw, int from, int length) throws IOException {
        quarantine.add(artifact, ordinal, reason, raw, from, length);
        last = ordinal;
        rejected.set((int) ordinal);
        row.clear();
    }

    private static long micros(Instant time) {
        if (time.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return time.equals(Instant.MAX) ? Long.MAX_VALUE : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
