package dev.tidemark.elastic.source;

import dev.tidemark.elastic.source.Fetch.Fetched;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Pages of the shards of an index, in turn; some are fetched before anybody asks for them. One thread asks. */
final class PagesAhead {
    /** How many bytes of documents are held before anybody asks for them. */
    static final int ROOM = 48 << 20;

    /** A page that is being fetched, and how much room it takes. */
    private record Ahead(Future<Fetched> page, int room) {}

    /** A shard whose next page is to be asked for. */
    private record Turn(Span unread, Pace pace) {}

    private final Fetch fetch;
    private final long bytes;
    private final ExecutorService fetching;
    private final Semaphore room;
    /** What is being fetched, what was asked for first comes first. */
    private final Deque<Ahead> ahead = new ArrayDeque<>();

    private final Deque<Turn> waiting = new ArrayDeque<>();

    /**
     * @param unread of the shards
     * @param bytes  that a page is likely to have
     * @param room   {@link #ROOM}, for what is fetched before anybody asks for it, of all indexes
     */
    PagesAhead(Fetch fetch, List<Span> unread, long bytes, ExecutorService fetching, Semaphore room) {
        this.fetch = fetch;
        this.bytes = bytes;
        this.fetching = fetching;
        this.room = room;
        unread.forEach(span -> waiting.add(new Turn(span, Pace.UNKNOWN)));
    }

    boolean isEmpty() {
        return ahead.isEmpty() && waiting.isEmpty();
    }

    /** The page that was asked for first, or one that is asked for now. */
    Fetched next() throws IOException {
        Ahead first = ahead.poll();
        Fetched page = first == null ? fetched(waiting.remove()) : received(first);
        page.rest().ifPresent(rest -> waiting.add(new Turn(rest, page.pace())));
        return page;
    }

    /** Asks for more pages, as long as there is room for them beside those of other indexes. */
    void fill() {
        while (!waiting.isEmpty() && room.tryAcquire(size(waiting.element()))) {
            Turn turn = waiting.remove();
            ahead.add(new Ahead(fetching.submit(() -> fetched(turn)), size(turn)));
        }
    }

    /** Gives up what nobody asked for. */
    void cancel() {
        ahead.forEach(page -> {
            page.page.cancel(true);
            room.release(page.room);
        });
        ahead.clear();
        waiting.clear();
    }

    /** A page that holds one document is as large as that. */
    private int size(Turn turn) {
        return (int) Math.clamp(turn.pace.weight(), bytes, ROOM);
    }

    private Fetched fetched(Turn turn) throws IOException {
        return fetch.page(turn.unread, turn.pace);
    }

    private Fetched received(Ahead page) throws IOException {
        room.release(page.room);
        try {
            return page.page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while an index was read").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }
}
