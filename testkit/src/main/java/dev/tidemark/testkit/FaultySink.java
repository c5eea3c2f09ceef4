package dev.tidemark.testkit;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.Optional;

/** A sink whose calls, and those of its writers, can go wrong. */
public final class FaultySink implements Sink {
    private final Sink sink;
    private final Faults faults;

    public FaultySink(Sink sink, Faults faults) {
        this.sink = sink;
        this.faults = faults;
    }

    @Override
    public ChunkWriter begin(String table, Schema schema, String source) throws IOException {
        return new Writer(faults.guard(() -> sink.begin(table, schema, source)), faults);
    }

    @Override
    public void publish(Claim claim) throws IOException {
        faults.guard(() -> {
            sink.publish(claim);
            return claim;
        });
    }

    @Override
    public Optional<Long> published(String source) throws IOException {
        return faults.guard(() -> sink.published(source));
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    private record Writer(ChunkWriter writer, Faults faults) implements ChunkWriter {
        @Override
        public void append(Row row) throws IOException {
            faults.guard(() -> {
                writer.append(row);
                return row;
            });
        }

        @Override
        public Staged prepare() throws IOException {
            return faults.guard(writer::prepare);
        }

        @Override
        public void close() throws IOException {
            faults.guard(() -> {
                writer.close();
                return writer;
            });
        }
    }
}
