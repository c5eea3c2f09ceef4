package dev.tidemark.testkit;

import dev.tidemark.api.Census;
import dev.tidemark.api.ChunkWriter;
import dev.tidemark.api.Claim;
import dev.tidemark.api.Replaced;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tables in memory. Nothing is lost by closing it, so one instance serves as the sink of several processes. */
public final class MemorySink implements Sink, Census {
    private record Kept(String source, String table, Map<String, @Nullable Object> values) {}

    private final Map<String, List<Kept>> staged = new HashMap<>();
    private final Map<String, Long> published = new HashMap<>();
    private final List<Kept> visible = new ArrayList<>();

    @Override
    public ChunkWriter begin(String table, Schema schema, String source) {
        return new Writer(table, source);
    }

    @Override
    public synchronized void publish(Claim claim) throws IOException {
        if (claim.number() <= published.getOrDefault(claim.source(), 0L)) {
            return;
        }
        List<Kept> added = new ArrayList<>();
        for (Staged chunk : claim.chunks()) {
            added.addAll(find(chunk));
        }
        for (Replaced replaced : claim.replaced()) {
            visible.removeIf(row -> isMeant(replaced, claim.source(), row));
        }
        visible.addAll(added);
        published.put(claim.source(), claim.number());
    }

    @Override
    public synchronized Optional<Long> published(String source) {
        return Optional.ofNullable(published.get(source));
    }

    @Override
    public void close() {}

    @Override
    public void count(String source, Visitor visitor) {
        count(source, location -> true, visitor);
    }

    @Override
    public void count(String source, Set<String> locations, Visitor visitor) {
        count(source, locations::contains, visitor);
    }

    private synchronized void count(String source, Predicate<String> meant, Visitor visitor) {
        Map<String, Long> rows = new TreeMap<>();
        for (Kept row : visible) {
            if (row.source().equals(source)
                    && row.values().get("tp_source_location") instanceof String location
                    && meant.test(location)) {
                rows.merge(location, 1L, Long::sum);
            }
        }
        rows.forEach(visitor::found);
    }

    @Override
    public synchronized Set<String> present(String source, Set<String> ids) {
        Set<String> present = new HashSet<>();
        for (Kept row : visible) {
            if (row.source().equals(source) && row.values().get("tp_id") instanceof String id && ids.contains(id)) {
                present.add(id);
            }
        }
        return present;
    }

    /** Takes published rows away, or shows them twice, behind the back of everyone. */
    public synchronized void damage(String location, Damage damage) {
        List<Kept> there = visible.stream()
                .filter(row -> location.equals(row.values().get("tp_source_location")))
                .toList();
        switch (damage) {
            case LOSE_ALL -> visible.removeAll(there);
            case LOSE_ONE -> visible.remove(there.getFirst());
            case REPEAT -> visible.addAll(there);
        }
    }

    /** What may befall the rows of an artifact. */
    public enum Damage {
        LOSE_ALL,
        LOSE_ONE,
        REPEAT
    }

    /** The published rows of a table: of each the named columns, null where it has none. */
    public synchronized List<List<@Nullable Object>> rows(String table, List<String> columns) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Kept row : visible) {
            if (row.table().equals(table)) {
                List<@Nullable Object> values = new ArrayList<>();
                columns.forEach(column -> values.add(row.values().get(column)));
                rows.add(values);
            }
        }
        return rows;
    }

    /** How many chunks are staged, published or not. */
    public synchronized int staged() {
        return staged.size();
    }

    private List<Kept> find(Staged chunk) throws IOException {
        List<Kept> rows = staged.get(chunk.contents());
        if (rows == null) {
            throw new IOException("chunk " + chunk.contents() + " was never prepared, or is removed");
        }
        return rows;
    }

    private synchronized void stage(String contents, List<Kept> rows) {
        staged.put(contents, rows);
    }

    private static boolean isMeant(Replaced replaced, String source, Kept row) {
        return row.source().equals(source)
                && row.values().get("tp_source_location") instanceof String location
                && replaced.locations().contains(location)
                && row.values().get("tp_timestamp") instanceof Long micros
                && replaced.rows().contains(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private final class Writer implements ChunkWriter {
        private final String table;
        private final String source;
        private final List<Kept> rows = new ArrayList<>();

        Writer(String table, String source) {
            this.table = table;
            this.source = source;
        }

        @Override
        public void append(Row row) {
            rows.add(new Kept(source, table, RowValues.of(row)));
        }

        @Override
        public Staged prepare() {
            String contents = "{\"chunk\":\"" + UUID.randomUUID() + "\"}";
            stage(contents, List.copyOf(rows));
            return new Staged(table, rows.size(), 0, contents);
        }

        @Override
        public void close() {}
    }
}
