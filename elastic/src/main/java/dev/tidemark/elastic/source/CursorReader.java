package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.source.Cluster.Found;
import dev.tidemark.elastic.source.Cluster.MovedException;
import java.io.IOException;
import java.util.ArrayList;
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

    private static final int ATTEMPTS = 6;

    /** Up to where this run reads; nowhere if there is nothing. */
    private record End(Optional<CursorValue> highest) {}

    private final NamedIndex index;
    private final IndexSettings settings;
    private final String name;
    private final Rewritten rewritten;
    private final PageSize sizes;
    private @Nullable End end;
    private Shown shown = Shown.notRefreshed("");
    /** Where the last page of this run ended. */
    private Optional<CursorPosition> reached = Optional.empty();
    /** Why reading does not go on there. */
    private Optional<IOException> failure = Optional.empty();

    CursorReader(NamedIndex index) {
        this.index = index;
        settings = index.settings();
        name = index.name();
        rewritten = new Rewritten(index);
        sizes = new PageSize(settings.bytes());
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
            return Remade.of(index)
                    .page(position, CursorPosition.first(index.uuid(), position.field()), position.goneAt(index.now()));
        }
        if (position.fate().gone().isPresent()) {
            return Optional.of(new Page<>(new byte[0], position.back()));
        }
        if (!reached.equals(Optional.of(position))) {
            failure = Optional.empty();
            rewritten.begin(position.last().isPresent());
        }
        End known = end;
        if (known == null) {
            known = new End(begin(position));
            end = known;
        }
        Optional<Page<CursorPosition>> page = upTo(known, position);
        reached = Optional.of(page.map(Page::after).orElse(position));
        return page;
    }

    private Optional<Page<CursorPosition>> upTo(End end, CursorPosition position) throws IOException {
        Optional<IOException> failed = failure;
        if (failed.isPresent() && reached.equals(Optional.of(position))) {
            throw failed.get();
        }
        try {
            CursorPosition seeing = position.seeing(end.highest(), index.now());
            return seeing.unread().isEmpty()
                    ? Optional.of(new Page<>(new byte[0], seeing)).filter(any -> !seeing.equals(position))
                    : read(position, seeing);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the field " + position.field() + " of " + name + " has numbers and texts: " + e.getMessage(), e);
        }
    }

    private Optional<Page<CursorPosition>> read(CursorPosition position, CursorPosition seeing) throws IOException {
        try {
            return page(seeing, seeing.unread().orElseThrow());
        } catch (IOException e) {
            if (seeing.equals(position)) {
                throw e;
            }
            // First what the index has: were it deleted before it can be read, nobody would know what is missing.
            failure = Optional.of(e);
            return Optional.of(new Page<>(new byte[0], seeing));
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
        shown = index.refresh();
        CursorHead head = CursorHead.ask(index, field);
        index.requireUuid();
        if (head.without() > 0) {
            index.warnings()
                    .accept(head.without() + " documents of " + name + " have no " + field
                            + ", so mode cursor does not read them");
        }
        if (head.highest().filter(position::isBefore).isPresent()) {
            // Now what was written before the highest value is visible too, where only that was before.
            shown = shown.hidden().isEmpty() ? index.refresh() : shown;
            shown.hidden()
                    .ifPresent(why -> index.warnings()
                            .accept(why + ": a document that becomes visible after one with a higher " + field
                                    + " is missed"));
        }
        return head.highest();
    }

    /** An index without the field is no empty one, unless it is. */
    private void requireEmpty(String field) throws IOException {
        if (!Snapshot.isEmpty(index)) {
            throw new IOException("no document of " + name + " has the field " + field
                    + ", so mode cursor reads none of them: write another 'cursor_field', or another 'mode'");
        }
    }

    private Optional<Page<CursorPosition>> page(CursorPosition position, CursorValue end) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                // One more is asked for, and none more than a cluster gives.
                int most = Math.min(settings.batch(), IndexSettings.MOST - 1);
                return sizes.fitting(most, (size, longest) -> page(position, end, size, longest));
            } catch (MovedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            index.cluster().pause(attempt);
            shown = index.refresh();
        }
    }

    private Optional<Page<CursorPosition>> page(CursorPosition position, CursorValue end, int size, int longest)
            throws IOException {
        // Of large documents two would be too many: by which of them comes next is seen without what they hold.
        boolean single = size == 1;
        Optional<Hit> following = single ? following(position) : Optional.empty();
        Found found = search(body(position, single ? 1 : size + 1, Json.fields(settings)), longest);
        index.requireSame(shown);
        if (single
                && !following
                        .map(Hit::id)
                        .equals(found.answer().hits().stream().map(Hit::id).findFirst())) {
            throw new MovedException("documents of " + name + " were written or deleted while the next one was read");
        }
        sizes.found(found);
        CursorPosition after = position;
        CursorOrder order = new CursorOrder(name, position);
        List<Hit> risen = new ArrayList<>();
        for (Hit hit : found.answer().hits()) {
            CursorValue value = order.next(hit, CursorHead.value(hit, found, name));
            if (order.count() <= size && value.compareTo(end) <= 0) {
                settings.identity().require(hit);
                risen.add(hit);
                after = position.at(value);
            }
        }
        if (risen.isEmpty()) {
            return Optional.empty(); // The document with the highest value was deleted meanwhile.
        }
        Records records = new Records(index.uuid(), settings.identity(), found.body().length);
        rewritten.fresh(risen).forEach(hit -> records.add(hit, found.body()));
        CursorPosition reads = after.seeing(Optional.of(end), index.now());
        return Optional.of(new Page<>(records.bytes(), reads, records.told()));
    }

    /** The next document, which no other one has the value of. */
    private Optional<Hit> following(CursorPosition position) throws IOException {
        Found found = search(body(position, 2, ",\"_source\":false"), Integer.MAX_VALUE);
        CursorOrder order = new CursorOrder(name, position);
        for (Hit hit : found.answer().hits()) {
            order.next(hit, CursorHead.value(hit, found, name));
        }
        return found.answer().hits().stream().findFirst();
    }

    private Found search(String body, int longest) throws IOException {
        return Snapshot.whole(index.cluster().send(index.search().with(body).atMost(longest)), name);
    }

    private String body(CursorPosition position, int size, String fields) {
        String has = "{\"exists\":{\"field\":" + Json.text(position.field()) + "}}";
        List<String> queries = settings.query().map(own -> List.of(has, own)).orElseGet(() -> List.of(has));
        return "{\"query\":" + Json.all(queries) + ",\"sort\":[{" + Json.text(position.field())
                + ":{\"order\":\"asc\",\"mode\":\"min\"}}],\"size\":" + size + fields
                + position.last()
                        .map(value -> ",\"search_after\":[" + value + "]")
                        .orElse("")
                + ",\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":false}";
    }
}
