package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.http.AnswerTooLargeException;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.source.Cluster.Found;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index by a field whose values rise from one document to the next, and are of one document each. One thread.
 *
 * <p>A run first asks for the highest value, then refreshes the index, and reads up to that value: whatever was written
 * before the document that has it is visible by then, in every shard. Of a full page the last document is not given: by
 * it is seen that no other one has the value that the page ends with.
 */
final class CursorReader implements PagedSource<CursorPosition> {
    /** Of which one value sorts before another in a way that is known here. */
    private static final Set<String> SORTED = Set.of(
            "long", "unsigned_long", "integer", "short", "byte", "double", "float", "date", "date_nanos", "keyword");

    private static final int FIRST = 500;
    private static final int LONGEST = 32 << 20;
    private static final int LESS = 8;

    /** Up to where this run reads; nowhere if there is nothing. */
    private record End(Optional<CursorValue> highest) {}

    private final NamedIndex index;
    private final Cluster cluster;
    private final IndexSettings settings;
    private final String name;
    private @Nullable End end;
    private long weight;

    CursorReader(NamedIndex index) {
        this.index = index;
        cluster = index.cluster();
        settings = index.settings();
        name = index.name();
    }

    @Override
    public CursorPosition first() {
        return CursorPosition.first(index.uuid(), settings.how().cursorField().orElseThrow());
    }

    @Override
    public String encode(CursorPosition position) {
        return position.json();
    }

    @Override
    public CursorPosition decode(String json) {
        CursorPosition position = CursorPosition.parse(json);
        String field = settings.how().cursorField().orElse(position.field());
        if (!position.field().equals(field)) {
            throw new IllegalArgumentException("it was read by " + position.field() + ", and cursor_field is " + field
                    + ": write cursor_field = \"" + position.field() + "\" to read on");
        }
        return position;
    }

    @Override
    public Optional<Page<CursorPosition>> next(CursorPosition position) throws IOException {
        if (!position.uuid().equals(index.uuid())) {
            return new Remade(index).begins(position.uuid())
                    ? Optional.of(new Page<>(new byte[0], CursorPosition.first(index.uuid(), position.field())))
                    : Optional.empty();
        }
        End known = end;
        if (known == null) {
            known = new End(begin(position));
            end = known;
        }
        Optional<CursorValue> highest = known.highest();
        try {
            return highest.filter(position::isBefore).isPresent() ? page(position, highest.get()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the field " + position.field() + " of " + name + " has numbers and texts: " + e.getMessage(), e);
        }
    }

    /** Up to where this run reads; empty if there is nothing. */
    private Optional<CursorValue> begin(CursorPosition position) throws IOException {
        String field = position.field();
        String type = index.names().types(field).getOrDefault(name, "");
        if (type.isEmpty()) {
            requireEmpty(field);
            return Optional.empty();
        }
        if (!SORTED.contains(type)) {
            throw new IOException(
                    "the field " + field + " of " + name + " is " + type + ", by which nothing is read on:"
                            + " write another one as 'cursor_field', a number, a date or a keyword, or another 'mode'");
        }
        Refresh refresh = new Refresh(cluster);
        Optional<String> hidden = refresh.of(name);
        CursorHead head = CursorHead.ask(cluster, settings, name, field);
        if (head.without() > 0) {
            index.warnings()
                    .accept(head.without() + " documents of " + name + " have no " + field
                            + ", so mode cursor does not read them");
        }
        if (head.highest().filter(position::isBefore).isPresent()) {
            // Now what was written before the highest value is visible too, where only that was before.
            hidden = hidden.isEmpty() ? refresh.of(name) : hidden;
            hidden.ifPresent(why -> index.warnings()
                    .accept(why + ": a document that becomes visible after one with a higher " + field + " is missed"));
        }
        return head.highest();
    }

    /** An index without the field is no empty one, unless it is. */
    private void requireEmpty(String field) throws IOException {
        if (!Snapshot.isEmpty(cluster, name)) {
            throw new IOException("no document of " + name + " has the field " + field
                    + ", so mode cursor reads none of them: write another 'cursor_field', or another 'mode'");
        }
    }

    private Optional<Page<CursorPosition>> page(CursorPosition position, CursorValue end) throws IOException {
        int size = size();
        for (; size > 1; size = Math.max(1, size / LESS)) {
            try {
                return page(position, end, size, LONGEST);
            } catch (AnswerTooLargeException e) {
                // with fewer
            }
        }
        return page(position, end, 1, Integer.MAX_VALUE);
    }

    private Optional<Page<CursorPosition>> page(CursorPosition position, CursorValue end, int size, int longest)
            throws IOException {
        Found found = Snapshot.whole(
                cluster.send(Call.post(name, "_search")
                        .with("allow_partial_search_results", "false")
                        .with(body(position, size + 1))
                        .atMost(longest)),
                name);
        List<Hit> hits = found.answer().hits();
        if (hits.isEmpty()) {
            return Optional.empty(); // The document with the highest value was deleted meanwhile.
        }
        weight = Math.max(1, found.body().length / hits.size());
        Records records = new Records(index.uuid(), settings.identity());
        CursorPosition after = position;
        CursorOrder order = new CursorOrder(name, position);
        for (Hit hit : hits) {
            CursorValue value = order.next(hit, CursorHead.value(hit, found, name));
            if (order.count() <= size && value.compareTo(end) <= 0) {
                settings.identity().require(hit);
                records.add(hit, found.body());
                after = position.at(value);
            }
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(new Page<>(records.bytes(), after, records.told()));
    }

    private String body(CursorPosition position, int size) {
        String has = "{\"exists\":{\"field\":" + Json.text(position.field()) + "}}";
        List<String> queries = settings.query().map(own -> List.of(has, own)).orElseGet(() -> List.of(has));
        return "{\"query\":" + Json.all(queries) + ",\"sort\":[{" + Json.text(position.field())
                + ":{\"order\":\"asc\",\"mode\":\"min\"}}],\"size\":" + size + Json.fields(settings)
                + position.last()
                        .map(value -> ",\"search_after\":[" + value + "]")
                        .orElse("")
                + ",\"seq_no_primary_term\":true,\"track_total_hits\":false}";
    }

    /** One more is asked for, and none more than a cluster gives. */
    private int size() {
        long fitting = weight == 0 ? FIRST : Math.max(1, settings.bytes() / weight);
        return (int) Math.min(Math.min(settings.batch(), IndexSettings.MOST - 1), fitting);
    }
}
