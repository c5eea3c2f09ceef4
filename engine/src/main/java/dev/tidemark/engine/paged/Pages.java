package dev.tidemark.engine.paged;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.BeginsAtTime;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.PagedStreams;
import dev.tidemark.api.Period;
import dev.tidemark.api.Problem;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Sources with positions of their own, each a stream, whose pages are artifacts.
 *
 * <p>A page is fetched when it is listed, and its bytes are held until it is {@linkplain #release released}: listing
 * runs ahead of conversion no further than {@link Listing#offer} lets it. It is named by the position that it follows,
 * so it has the same name, and its rows the same ids, however often it is fetched.
 */
public final class Pages implements Source {
    private final String name;
    private final PagedStreams streams;
    private final Clock clock;
    private final Map<String, Reading.Stretch> held = new ConcurrentHashMap<>();
    private final Map<String, IOException> failures = new ConcurrentSkipListMap<>();

    /**
     * @param name    of the source, for messages
     * @param streams closed with this
     */
    public Pages(String name, PagedStreams streams, Clock clock) {
        this.name = name;
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * One whose streams are always the same.
     *
     * @param name    of the source, for messages
     * @param streams by name, in the order in which they are asked in turn; closed with this
     */
    public Pages(String name, Map<String, PagedSource<?>> streams, Clock clock) {
        this(name, new FixedStreams(name, streams), clock);
    }

    /**
     * Lists what follows each stream's cursor, in turn a page of each, until nothing does. A stream that cannot be read
     * on keeps none of the others from it.
     *
     * @param range is all time: a position knows none
     * @throws dev.tidemark.api.CorruptStateException before anything is asked for, if a source does not understand its
     *     cursor
     * @throws IOException if no stream can be read on
     */
    @Override
    public void discover(Range range, Listing listing) throws IOException {
        held.clear();
        failures.clear();
        Map<String, Reading<?>> readings = begin(listing);
        int all = readings.size();
        while (!readings.isEmpty()) {
            Iterator<Map.Entry<String, Reading<?>>> turn = readings.entrySet().iterator();
            while (turn.hasNext()) {
                Map.Entry<String, Reading<?>> next = turn.next();
                try {
                    if (!offer(next.getKey(), next.getValue(), listing)) {
                        turn.remove();
                    }
                } catch (IOException e) {
                    requireMemory(e);
                    failures.put(next.getKey(), e);
                    turn.remove();
                }
            }
        }
        tell(all, listing);
    }

    /** A program without memory does not go on with the other streams. */
    private static void requireMemory(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError fatal) {
                throw fatal;
            }
        }
    }

    /** Why streams could not be read on when they were asked last. */
    public Map<String, IOException> failures() {
        return Map.copyOf(failures);
    }

    /** What a run would read, of each stream one artifact that stands for all pages; nothing is asked for. */
    public List<Artifact> ahead(Listing listing) throws IOException {
        List<Artifact> ahead = new ArrayList<>();
        for (Map.Entry<String, Reading<?>> each : begin(listing).entrySet()) {
            String position = each.getValue().position();
            ahead.add(page(
                    each.getKey(),
                    new Reading.Stretch(position, position, new byte[0], Page.Told.NOTHING, Optional.empty())));
        }
        return ahead;
    }

    /**
     * Where the streams that there are now begin, as JSON.
     *
     * @param time that nothing may be left out from, or after; their beginning if it is empty
     * @throws IOException if they cannot be told, or one of them knows no times; says what to do
     */
    public Map<String, String> starts(Optional<Instant> time) throws IOException {
        Map<String, String> starts = new LinkedHashMap<>();
        for (Map.Entry<String, PagedSource<?>> each : streams.streams(Map.of()).entrySet()) {
            starts.put(each.getKey(), start(each.getKey(), each.getValue(), time));
        }
        return starts;
    }

    private <P> String start(String stream, PagedSource<P> source, Optional<Instant> time) throws IOException {
        if (time.isEmpty()) {
            return PositionJson.normal(source.encode(source.first()));
        }
        if (source instanceof BeginsAtTime<P> timed) {
            return PositionJson.normal(source.encode(timed.at(time.get())));
        }
        throw new IOException("the positions of " + stream + " know no times, so it cannot begin at " + time.get()
                + ". Nothing was changed. Begin at the beginning instead; with 'from = \"" + time.get()
                + "\"' in [sources."
                + name + "] the first run reads everything and stores only what is from that time or later");
    }

    @Override
    public InputStream open(Artifact page) throws IOException {
        Reading.Stretch stretch = held.get(page.id());
        if (stretch == null) {
            throw new NoSuchFileException(page.location(), null, "a page is fetched once, and this one is converted");
        }
        return new ByteArrayInputStream(stretch.bytes());
    }

    /** What the source said of a page, until it is released. */
    public Page.Told told(Artifact page) {
        Reading.Stretch stretch = held.get(page.id());
        return stretch == null ? Page.Told.NOTHING : stretch.told();
    }

    /** The bytes of a page are not needed any more. */
    public void release(Artifact page) {
        held.remove(page.id());
    }

    @Override
    public Mark mark(Artifact page, long next) {
        return Mark.of(page, next);
    }

    @Override
    public void close() throws IOException {
        held.clear();
        streams.close();
    }

    private Map<String, Reading<?>> begin(Listing listing) throws IOException {
        Map<String, Reading<?>> readings = new LinkedHashMap<>();
        for (Map.Entry<String, PagedSource<?>> each :
                streams.streams(listing.cursors()).entrySet()) {
            String stream = each.getKey();
            readings.put(stream, Reading.begin(name, stream, each.getValue(), listing.state(stream)));
        }
        return readings;
    }

    /** Whether there was a page. */
    private boolean offer(String stream, Reading<?> reading, Listing listing) throws IOException {
        Optional<Reading.Stretch> found = reading.next();
        if (found.isPresent()) {
            Artifact page = page(stream, found.get());
            held.put(page.id(), found.get());
            listing.offer(page);
        }
        return found.isPresent();
    }

    private Artifact page(String stream, Reading.Stretch stretch) {
        Instant now = clock.instant();
        String place = stream + " after " + PositionJson.name(stretch.from());
        return new Artifact(
                place,
                stream,
                place,
                new Period(now, Granularity.UNKNOWN),
                now,
                stretch.bytes().length,
                "",
                0,
                Artifact.Content.WHOLE,
                Map.of(),
                Optional.of(stretch.to()),
                stretch.gap());
    }

    private void tell(int all, Listing listing) throws IOException {
        if (!failures.isEmpty() && failures.size() == all) {
            throw failures.values().iterator().next();
        }
        failures.forEach((stream, e) ->
                listing.problem(new Problem(stream, e.getMessage() == null ? e.toString() : e.getMessage())));
    }
}
