package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.source.Cluster.Found;
import dev.tidemark.elastic.source.Snapshot.LostException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index by a time field, window by window. A window begins a while before the end of the one before it, ends a
 * while before now by the cluster's clock, and is read in one snapshot, in the order of time; what was read before is
 * dropped by name. One thread.
 *
 * <p>When a snapshot is lost, or in another process, a window is read on from the time that its last page ended with,
 * in another snapshot, and what was read of that time is dropped by name.
 */
final class TimedReader implements PagedSource<TimedPosition> {
    private static final int ATTEMPTS = 6;
    private static final int FIRST = 500;

    /** What was read of a window with one search. */
    private record Step(TimedPosition after, Records records, boolean isLast) {}

    private final NamedIndex index;
    private final Cluster cluster;
    private final IndexSettings settings;
    private final String name;
    private final Duration overlap;
    private String fieldName;

    private @Nullable TimeField field;
    private @Nullable ServerTime now;
    private @Nullable Snapshot snapshot;
    /** Where the last page of the snapshot ended, and what it is sorted by there. */
    private Optional<TimedPosition> reached = Optional.empty();

    private String after = "";
    private long weight;

    /** @param fieldName of the time field, where nothing is read yet */
    TimedReader(NamedIndex index, String fieldName) {
        this.index = index;
        this.fieldName = fieldName;
        cluster = index.cluster();
        settings = index.settings();
        name = index.name();
        overlap = settings.how().overlap();
    }

    @Override
    public TimedPosition first() {
        return TimedPosition.first(index.uuid(), fieldName);
    }

    @Override
    public String encode(TimedPosition position) {
        return position.json();
    }

    @Override
    public TimedPosition decode(String json) {
        TimedPosition position = TimedPosition.parse(json);
        // In mode auto a position keeps the field that was chosen.
        if (settings.how().mode() == Mode.TIMESTAMP && !position.field().equals(fieldName)) {
            throw new IllegalArgumentException("it was read by " + position.field() + ", and timestamp_field is "
                    + fieldName + ": write timestamp_field = \"" + position.field() + "\" to read on");
        }
        return position;
    }

    @Override
    public Optional<Page<TimedPosition>> next(TimedPosition position) throws IOException {
        if (!position.uuid().equals(index.uuid())) {
            return new Remade(index).begins(position.uuid())
                    ? Optional.of(new Page<>(new byte[0], first()))
                    : Optional.empty();
        }
        fieldName = position.field();
        Optional<Instant> upper = upper(position);
        return upper.isEmpty() ? Optional.empty() : page(position, upper.get());
    }

    /** Where the window that follows a position ends; empty if there is nothing in it. */
    private Optional<Instant> upper(TimedPosition position) throws IOException {
        if (position.window().isPresent()) {
            requireField();
            return position.window().map(TimedPosition.Window::upper);
        }
        if (now != null) {
            // Read up to where the first window of this run ends: what comes meanwhile is of the next run.
            Instant end = now.upper();
            return Optional.of(end).filter(any -> isBefore(position, end));
        }
        if (index.names().types(fieldName).getOrDefault(name, "").isEmpty()) {
            requireEmpty();
            return Optional.empty();
        }
        TimeField time = requireField();
        refresh();
        ServerTime asked =
                ServerTime.ask(cluster, settings, name, time, time.range(position.from(overlap), Optional.empty()));
        now = asked;
        tellWithout(asked.without());
        return Optional.of(asked.upper()).filter(end -> asked.within() > 0 && isBefore(position, end));
    }

    private void refresh() throws IOException {
        Optional<String> hidden = new Refresh(cluster).of(name);
        if (hidden.isPresent() && !IndexNames.isElsewhere(name)) {
            index.warnings()
                    .accept(hidden.get() + ": a document that becomes visible later than "
                            + ModeSettings.seconds(settings.how().settle())
                            + " ('settle') after its time is found only within 'overlap'. Make 'settle' longer than the"
                            + " index's refresh_interval");
        }
    }

    private void tellWithout(long documents) throws IOException {
        if (documents == 0) {
            return;
        }
        String told = documents + " documents of " + name + " have no " + fieldName
                + ", so mode timestamp does not read" + " them";
        if (settings.how().mode() == Mode.AUTO) {
            throw new IOException(told + ", and mode auto leaves none out. Write mode = \"timestamp\" and"
                    + " timestamp_field = \"" + fieldName + "\" if that is as it should be");
        }
        index.warnings().accept(told);
    }

    private static boolean isBefore(TimedPosition position, Instant end) {
        return position.until().isEmpty() || position.until().get().isBefore(end);
    }

    private TimeField requireField() throws IOException {
        if (field == null) {
            field = TimeField.of(
                    name,
                    fieldName,
                    index.names().types(fieldName).getOrDefault(name, ""),
                    settings.how().unit());
        }
        return field;
    }

    /** An index without the field is no empty one, unless it is. */
    private void requireEmpty() throws IOException {
        if (!Snapshot.isEmpty(cluster, name)) {
            throw new IOException("no document of " + name + " has the field " + fieldName
                    + ", so mode timestamp reads none of them: write another 'timestamp_field', or another 'mode'");
        }
    }

    private Optional<Page<TimedPosition>> page(TimedPosition position, Instant upper) throws IOException {
        TimedPosition at = position;
        while (true) {
            Step step = step(at, upper);
            at = step.after();
            boolean none = step.records().isEmpty();
            if (step.isLast() && none && position.window().isEmpty()) {
                return Optional.empty(); // The position stays: the next window then is longer.
            }
            if (step.isLast() || !none) {
                return Optional.of(
                        new Page<>(step.records().bytes(), at, step.records().told()));
            }
        }
    }

    private Step step(TimedPosition at, Instant upper) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return search(at, upper);
            } catch (LostException e) {
                forget();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            cluster.pause(attempt);
        }
    }

    private Step search(TimedPosition at, Instant upper) throws IOException {
        if (snapshot == null || !reached.equals(Optional.of(at))) {
            forget();
            snapshot = Snapshot.open(cluster, name, settings.how());
        }
        int size = size();
        Found found = snapshot.page(body(at, upper, size));
        Step step = read(found, at, upper, size);
        if (step.isLast()) {
            forget();
        } else {
            String last = found.answer().hits().getLast().sorted().of(found.body());
            if (last.equals(after)) {
                throw new IOException(name + " answered with the page that ends at " + last
                        + " again: this is no order to read on from");
            }
            after = last;
            reached = Optional.of(step.after());
        }
        return step;
    }

    private Step read(Found found, TimedPosition at, Instant upper, int size) throws IOException {
        List<Hit> hits = found.answer().hits();
        Order order = new Order(requireField(), name, at.from(overlap), upper);
        TimedIds.Growing read = at.recent().grow();
        Records records = new Records(index.uuid(), settings.identity());
        for (Hit hit : hits) {
            settings.identity().require(hit);
            Optional<Instant> time = order.next(hit.sorted().of(found.body()));
            if (time.isPresent() && read.add(time.get(), settings.identity().of(index.uuid(), hit))) {
                records.add(hit, found.body());
            }
        }
        if (!hits.isEmpty()) {
            weight = Math.max(1, found.body().length / hits.size());
        }
        TimedIds all = read.all();
        boolean last = hits.size() < size;
        TimedPosition next = last ? at.end(upper, overlap, all) : at.at(order.last(), upper, overlap, all);
        tellForgotten(next, last ? upper : order.last(), upper);
        return new Step(next, records, last);
    }

    /** What cannot be remembered is said. */
    private void tellForgotten(TimedPosition next, Instant at, Instant upper) throws IOException {
        if (next.recent().size() > TimedIds.LIMIT) {
            throw new IOException("more than " + TimedIds.LIMIT + " documents of " + name + " have the time " + at
                    + " in " + fieldName
                    + ", or nearly: a position cannot name them all. Read the index in another mode");
        }
        Instant again = upper.minus(overlap);
        if (next.window().isEmpty() && next.recent().since().isAfter(again)) {
            index.warnings()
                    .accept("there are more than " + TimedIds.MOST + " documents of " + name + " within 'overlap', "
                            + ModeSettings.seconds(overlap) + ": what shows up later is looked for only back to "
                            + next.recent().since() + ". Make 'settle' longer instead of 'overlap'");
        }
    }

    private String body(TimedPosition at, Instant upper, int size) throws IOException {
        String time = requireField().range(at.from(overlap), Optional.of(upper));
        List<String> queries = settings.query().map(own -> List.of(time, own)).orElseGet(() -> List.of(time));
        return "\"query\":" + Json.all(queries) + ",\"sort\":[{" + Json.text(fieldName) + ":\"asc\"},{\""
                + cluster.product().tieBreak() + "\":\"asc\"}],\"size\":" + size + Json.fields(settings)
                + (after.isEmpty() ? "" : ",\"search_after\":" + after);
    }

    private int size() {
        long fitting = weight == 0 ? FIRST : Math.max(1, settings.bytes() / weight);
        return (int) Math.min(settings.batch(), fitting);
    }

    private void forget() {
        if (snapshot != null) {
            snapshot.close();
        }
        snapshot = null;
        after = "";
        reached = Optional.empty();
    }

    @Override
    public void close() {
        forget();
    }
}
