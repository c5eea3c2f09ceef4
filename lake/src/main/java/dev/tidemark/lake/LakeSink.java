package dev.tidemark.lake;

import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rows into a lake. Staged rows are Parquet files that no table refers to.
 *
 * <p>A claim of one table is one Iceberg commit. A claim of several is a commit to each, in the order of their names;
 * it counts as published once the last has it, and publishing it again completes what a crash left undone.
 *
 * <p>What {@link Sink#begin} throws when a column changes to a type that the lake's column cannot become is an
 * {@link IllegalArgumentException} that says what to do.
 */
public final class LakeSink implements Sink {
    private final Lake lake;
    private final Staging staging;
    private final Publisher publisher;
    private final Ledger ledger;
    /** Tables that are known to have the columns of a schema. */
    private final Map<String, Map<Schema, LakeTable>> ready = new ConcurrentHashMap<>();
    /** Guarded by this sink: refreshing a table that did not change costs one look into the catalog. */
    private final Map<String, LakeTable> loaded = new HashMap<>();

    public LakeSink(Lake lake) {
        this.lake = lake;
        staging = new Staging(lake.folder());
        publisher = new Publisher(lake, staging, new Rewriter(staging, lake.settings()));
        ledger = new Ledger(lake.catalog());
    }

    @Override
    public ChunkWriter begin(String table, Schema schema, String source) throws IOException {
        return staging.begin(ready(table, schema), schema, source);
    }

    /** The table with the columns of a schema. Of the writers that begin at once, one makes it and the others wait. */
    private LakeTable ready(String table, Schema schema) throws IOException {
        Map<Schema, LakeTable> known = ready.computeIfAbsent(table, name -> new ConcurrentHashMap<>());
        LakeTable ensured = known.get(schema);
        if (ensured == null) {
            synchronized (known) {
                ensured = known.get(schema);
                if (ensured == null) {
                    ensured = lake.ensure(table, schema);
                    known.put(schema, ensured);
                }
            }
        }
        return ensured;
    }

    @Override
    public synchronized void publish(Claim claim) throws IOException {
        if (number(claim.source()) >= claim.number()) {
            return;
        }
        Map<LakeTable, List<Staged>> touched = touched(claim);
        int left = touched.size();
        for (Map.Entry<LakeTable, List<Staged>> each : touched.entrySet()) {
            publisher.publish(each.getKey(), claim, each.getValue(), --left > 0 ? ClaimMark.PART : ClaimMark.WHOLE);
        }
        if (touched.isEmpty()) {
            ledger.record(claim.source(), claim.number());
        }
    }

    @Override
    public synchronized Optional<Long> published(String source) throws IOException {
        long number = number(source);
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private long number(String source) throws IOException {
        long number = ledger.number(source);
        for (LakeTable table : tables()) {
            number = Math.max(number, ClaimMark.WHOLE.number(table.table(), source));
        }
        return number;
    }

    /** All tables as they are now. */
    private List<LakeTable> tables() throws IOException {
        List<LakeTable> tables = new ArrayList<>();
        for (String name : lake.tables()) {
            find(name).ifPresent(tables::add);
        }
        return tables;
    }

    private Optional<LakeTable> find(String name) throws IOException {
        LakeTable known = loaded.get(name);
        if (known != null) {
            return Failures.checked("reading table " + name, () -> {
                known.table().refresh();
                return Optional.of(known);
            });
        }
        Optional<LakeTable> found = lake.find(name);
        found.ifPresent(table -> loaded.put(name, table));
        return found;
    }

    /** The tables that a claim changes, in the order in which they are committed, and its chunks of each. */
    private Map<LakeTable, List<Staged>> touched(Claim claim) throws IOException {
        TreeMap<String, List<Staged>> chunks = new TreeMap<>();
        for (Staged chunk : claim.chunks()) {
            if (!Staging.parse(chunk).files().isEmpty()) {
                chunks.computeIfAbsent(chunk.table(), name -> new ArrayList<>()).add(chunk);
            }
        }
        if (!claim.replaced().isEmpty()) {
            for (LakeTable table : tables()) {
                if (!ReplacedRows.candidates(table, claim.source(), claim.replaced())
                        .isEmpty()) {
                    chunks.putIfAbsent(table.name(), List.of());
                }
            }
        }
        Map<LakeTable, List<Staged>> touched = new LinkedHashMap<>();
        for (Map.Entry<String, List<Staged>> each : chunks.entrySet()) {
            LakeTable table = find(each.getKey())
                    .orElseThrow(() -> new IOException("there is no table " + each.getKey() + " in the lake "
                            + lake.folder() + ", though rows were staged for it: was the lake replaced?"));
            touched.put(table, each.getValue());
        }
        return touched;
    }

    /** Frees buffers; the lake stays open. */
    @Override
    public void close() {
        staging.close();
    }
}
