package dev.tidemark.formats.table;

import dev.tidemark.api.table.RowSink;
import dev.tidemark.formats.Decoded;
import dev.tidemark.formats.Decoder;
import dev.tidemark.formats.Input;
import dev.tidemark.formats.record.Fields;
import dev.tidemark.formats.record.RecordHandler;
import dev.tidemark.formats.record.RecordReader;
import java.io.IOException;

/** Fills a row from each record. */
record RowDecoder(RecordReader reader, Plan plan) implements Decoder {
    @Override
    public Decoded decode(Input input, RowSink rows) throws IOException {
        return reader.read(input, new RecordHandler() {
            @Override
            public void record(Fields fields, long ordinal, byte[] raw, int from, int length) throws IOException {
                String problem = plan.fill(fields, rows.row());
                if (problem == null) {
                    rows.accept(ordinal, raw, from, length);
                } else {
                    rows.reject(ordinal, problem, raw, from, length);
                }
            }

            @Override
            public void bad(long ordinal, String reason, byte[] raw, int from, int length) throws IOException {
                rows.reject(ordinal, reason, raw, from, length);
            }
        });
    }
}
