package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.Cluster.Found;
import dev.tidemark.elastic.source.Cluster.MovedException;
import dev.tidemark.elastic.source.Snapshot.LostException;
import dev.tidemark.elastic.source.TimedIds.Known;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows of an index page by page, each in one snapshot as far as that lasts, in the order of time. When a snapshot
 * is lost, a window is read on from the time that its last page ended with, in another snapshot, and what was read of
 * that time is dropped by name. One thread.
 */
final class TimedWindows implements AutoCloseable {
    private static final int ATTEMPTS = 6;

    /**
     * What was read of a window with one search.
     *
     * @param records without what is a row already
     * @param more    how many documents there were that were not read before, or not with these times
     */
    record Step(TimedPosition after, Records records, int more, boolean isLast) {}

    private final NamedIndex index;
    private final IndexSettings settings;
    private final Duration overlap;
    private final Rewritten rewritten;
    private final PageSize sizes;
    private @Nullable Shown shown;
    private @Nullable Snapshot snapshot;
    /** Where the last page of the snapshot ended, and what it is sorted by there. */
    private Optional<TimedPosition> reached = Optional.empty();

    private String after = "";
    private boolean toldHidden;

    TimedWindows(NamedIndex index) {
        this.index = index;
        settings = index.settings();
        overlap = settings.how().overlap();
        rewritten = new Rewritten(index);
        sizes = new PageSize(settings.bytes());
    }

    /** A run begins at a position: what it has not read may be a row, and what it reads is none yet. */
    void begin(TimedPosition position) {
        forget();
        rewritten.begin(!position.isFirst());
    }

    /** Makes visible what the next snapshot is to have. */
    void refresh() throws IOException {
        Shown now = index.refresh();
        if (now.hidden().isPresent() && !IndexNames.isElsewhere(index.name()) && !toldHidden) {
            toldHidden = true;
            index.warnings()
                    .accept(now.hidden().get() + ": a document that becomes visible later than "
                            + ModeSettings.seconds(settings.how().settle())
                            + " ('settle') after its time is found only within 'overlap'. Make 'settle' longer than the"
                            + " index's refresh_interval");
        }
        shown = now;
    }

    /** What follows a position in the window that ends at a time. */
    Step step(TimedPosition at, TimeField field, Instant upper) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return search(at, field, upper);
            } catch (LostException | MovedException e) {
                forget();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            index.cluster().pause(attempt);
        }
    }

    private Step search(TimedPosition at, TimeField field, Instant upper) throws IOException {
        Snapshot from = at(at);
        Step step = sizes.fitting(settings.batch(), (size, longest) -> {
            Found found = from.page(body(at, field, upper, size), longest);
            sizes.found(found);
            requireProgress(found, size);
            return read(found, at, field, upper, size);
        });
        if (step.isLast()) {
            forget();
        } else {
            reached = Optional.of(step.after());
        }
        return step;
    }

    private Snapshot at(TimedPosition at) throws IOException {
        Snapshot open = snapshot;
        if (open != null && reached.equals(Optional.of(at))) {
            return open;
        }
        forget();
        if (shown == null) {
            refresh();
        }
        Shown before = Objects.requireNonNull(shown);
        shown = null; // another snapshot may be one of other copies
        Snapshot opened = Snapshot.open(index, settings.how());
        snapshot = opened;
        index.requireSame(before);
        return opened;
    }

    private void requireProgress(Found found, int size) throws IOException {
        List<Hit> hits = found.answer().hits();
        if (hits.size() < size) {
            return;
        }
        String last = hits.getLast().sorted().of(found.body());
        if (last.equals(after)) {
            throw new IOException(index.name() + " answered with the page that ends at " + last
                    + " again: this is no order to read on from");
        }
        after = last;
    }

    private Step read(Found found, TimedPosition at, TimeField field, Instant upper, int size) throws IOException {
        List<Hit> hits = found.answer().hits();
        Order order = new Order(field, index.name(), at.from(overlap), upper);
        TimedIds.Growing read = at.recent().grow();
        List<Hit> unread = new ArrayList<>();
        List<Instant> more = new ArrayList<>();
        for (Hit hit : hits) {
            settings.identity().require(hit);
            Optional<Instant> time = order.next(hit.sorted().of(found.body()));
            if (time.isEmpty()) {
                continue;
            }
            Known known = read.add(time.get(), settings.identity().of(index.uuid(), hit));
            if (known == Known.NO) {
                unread.add(hit);
            }
            if (known != Known.YES) {
                more.add(time.get());
            }
        }
        Records records = new Records(index.uuid(), settings.identity(), found.body().length);
        rewritten.fresh(unread).forEach(hit -> records.add(hit, found.body()));
        TimedIds all = read.all();
        boolean last = hits.size() < size;
        TimedPosition counted = at.with(at.delivered().and(more, upper, LateDocuments.query(settings)));
        TimedPosition next = last
                ? counted.end(upper, overlap, all, more, index.now())
                : counted.at(order.last(), upper, overlap, all, more);
        tellForgotten(next, last ? upper : order.last(), upper);
        return new Step(next, records, more.size(), last);
    }

    /** What cannot be remembered is said. */
    private void tellForgotten(TimedPosition next, Instant at, Instant upper) throws IOException {
        if (next.recent().size() > TimedIds.LIMIT) {
            throw new IOException("more than " + TimedIds.LIMIT + " documents of " + index.name() + " have the time "
                    + at + " in " + next.field()
                    + ", or nearly: a position cannot name them all. Read the index in another mode");
        }
        Instant again = upper.minus(overlap);
        if (next.window().isEmpty() && next.recent().since().isAfter(again)) {
            index.warnings()
                    .accept("there are more than " + TimedIds.MOST + " documents of " + index.name()
                            + " within 'overlap', " + ModeSettings.seconds(overlap)
                            + ": what shows up later is looked for only back to "
                            + next.recent().since() + ". Make 'settle' longer instead of 'overlap'");
        }
    }

    private String body(TimedPosition at, TimeField field, Instant upper, int size) throws IOException {
        String time = field.range(at.from(overlap), Optional.of(upper));
        List<String> queries = settings.query().map(own -> List.of(time, own)).orElseGet(() -> List.of(time));
        return "\"query\":" + Json.all(queries) + ",\"sort\":[{" + Json.text(field.name()) + ":\"asc\"},{\""
                + index.cluster().product().tieBreak() + "\":\"asc\"}],\"size\":" + size + Json.fields(settings)
                + (after.isEmpty() ? "" : ",\"search_after\":" + after);
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
