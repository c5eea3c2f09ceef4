package dev.tidemark.elastic.source;

import dev.tidemark.api.BeginsAtTime;
import dev.tidemark.api.Page;
import dev.tidemark.elastic.source.TimedWindows.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index by a time field, window by window. A window begins a while before the end of the one before it and ends
 * a while before now by the cluster's clock; what was read before is dropped by name. One thread.
 */
final class TimedReader implements BeginsAtTime<TimedPosition> {
    private final NamedIndex index;
    private final IndexSettings settings;
    private final String name;
    private final Duration overlap;
    private final TimedWindows windows;
    private String fieldName;
    private @Nullable TimeField field;
    private @Nullable ServerTime now;
    /** How many documents there are behind the position at which that was asked. */
    private OptionalLong seen = OptionalLong.empty();

    private boolean hasNews;
    private boolean looked;
    /** Why reading does not go on where the last page ended. */
    private Optional<IOException> failure = Optional.empty();
    /** Where the last page of this run ended. */
    private Optional<TimedPosition> reached = Optional.empty();

    /** @param fieldName of the time field, where nothing is read yet */
    TimedReader(NamedIndex index, String fieldName) {
        this.index = index;
        this.fieldName = fieldName;
        settings = index.settings();
        name = index.name();
        overlap = settings.how().overlap();
        windows = new TimedWindows(index);
    }

    @Override
    public TimedPosition first() {
        return TimedPosition.first(index.uuid(), fieldName);
    }

    @Override
    public TimedPosition at(Instant time) {
        return TimedPosition.at(index.uuid(), fieldName, time);
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
            return Remade.of(index).page(position, first(), position.goneAt(index.now()));
        }
        if (position.fate().gone().isPresent()) {
            return Optional.of(new Page<>(new byte[0], position.back()));
        }
        Optional<IOException> failed = failure;
        boolean goesOn = reached.equals(Optional.of(position));
        if (failed.isPresent() && goesOn) {
            throw failed.get();
        }
        fieldName = position.field();
        if (!goesOn) {
            failure = Optional.empty();
            windows.begin(position);
        }
        Optional<Page<TimedPosition>> page = read(position);
        reached = Optional.of(page.map(Page::after).orElse(position));
        return page;
    }

    private Optional<Page<TimedPosition>> read(TimedPosition position) throws IOException {
        Optional<Instant> upper = upper(position);
        Optional<Page<TimedPosition>> late = late(position);
        if (late.isPresent()) {
            return late;
        }
        TimedPosition seeing = seen.isPresent() ? position.seeing(seen.getAsLong(), index.now()) : position;
        seen = OptionalLong.empty();
        Optional<Page<TimedPosition>> seeingOnly =
                Optional.of(new Page<>(new byte[0], seeing)).filter(any -> !seeing.equals(position));
        if (upper.isEmpty()) {
            return seeingOnly;
        }
        try {
            Optional<Page<TimedPosition>> page = page(seeing, upper.get());
            return page.isPresent() ? page : seeingOnly;
        } catch (IOException e) {
            if (seeingOnly.isEmpty()) {
                throw e;
            }
            // First what the index has: were it deleted before it can be read, nobody would know what is missing.
            failure = Optional.of(e);
            return seeingOnly;
        }
    }

    private Optional<Page<TimedPosition>> late(TimedPosition position) throws IOException {
        if (now == null || looked) {
            return Optional.empty();
        }
        looked = true;
        return new LateDocuments(index, requireField()).page(position, now.upper());
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
            return Optional.of(end).filter(any -> hasNews && isBefore(position, end));
        }
        if (index.names().types(fieldName).getOrDefault(name, "").isEmpty()) {
            requireEmpty();
            return Optional.empty();
        }
        TimeField time = requireField();
        windows.refresh();
        ServerTime asked = ServerTime.ask(
                index,
                time,
                time.range(position.from(overlap), Optional.empty()),
                time.range(position.until(), Optional.empty()));
        index.requireUuid();
        now = asked;
        seen = OptionalLong.of(asked.unread());
        hasNews = asked.within() > 0;
        tellWithout(asked.without());
        return Optional.of(asked.upper()).filter(end -> hasNews && isBefore(position, end));
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
        if (!Snapshot.isEmpty(index)) {
            throw new IOException("no document of " + name + " has the field " + fieldName
                    + ", so mode timestamp reads none of them: write another 'timestamp_field', or another 'mode'");
        }
    }

    private Optional<Page<TimedPosition>> page(TimedPosition position, Instant upper) throws IOException {
        TimedPosition at = position;
        long more = 0;
        while (true) {
            Step step = windows.step(at, requireField(), upper);
            at = step.after();
            more += step.more();
            if (step.isLast() && more == 0 && position.window().isEmpty()) {
                return Optional.empty(); // The position stays: the next window then is longer.
            }
            if (step.isLast() || !step.records().isEmpty()) {
                return Optional.of(
                        new Page<>(step.records().bytes(), at, step.records().told()));
            }
        }
    }

    @Override
    public void close() {
        windows.close();
    }
}
