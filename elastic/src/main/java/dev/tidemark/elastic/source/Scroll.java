package dev.tidemark.elastic.source;

import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.AnswerTooLargeException;
import dev.tidemark.elastic.http.Call;
import dev.tidemark.elastic.source.Cluster.Found;
import java.io.IOException;

/** An index as it was when this was opened, page by page, each only once. One thread. */
final class Scroll implements AutoCloseable {
    private static final int LONGEST = 32 << 20;

    private final NamedIndex index;
    private final int size;
    private String handle = "";

    /**
     * One that is opened when its first page is asked for.
     *
     * @param size how many documents a page has, at most
     */
    Scroll(NamedIndex index, int size) {
        this.index = index;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** For people. */
    String handle() {
        return handle;
    }

    /**
     * The next page; without documents after the last one.
     *
     * @throws AnswerTooLargeException if it is too large to be held, and has several documents: nothing follows it then
     * @throws Snapshot.LostException if the cluster has lost it, or not all of it answers: nothing follows it then
     */
    Found next() throws IOException {
        Answer answer = index.cluster()
                .send((handle.isEmpty() ? open() : more()).atMost(size == 1 ? Integer.MAX_VALUE : LONGEST));
        Found found = Snapshot.whole(answer, index.name());
        handle = found.answer().handle();
        if (handle.isEmpty()) {
            throw new IOException(index.name() + " answered " + answer.call() + " without a '_scroll_id'");
        }
        return found;
    }

    private Call open() throws IOException {
        IndexSettings settings = index.settings();
        return index.search()
                .with("scroll", keepAlive())
                .with("{\"query\":" + Json.all(settings.query().stream().toList())
                        + ",\"sort\":[\"_doc\"],\"size\":" + size + Json.fields(settings)
                        + ",\"seq_no_primary_term\":true}");
    }

    private Call more() {
        return Call.post("_search", "scroll")
                .with("{\"scroll\":\"" + keepAlive() + "\",\"scroll_id\":" + Json.text(handle) + "}");
    }

    private String keepAlive() {
        return ModeSettings.seconds(index.settings().how().keepAlive());
    }

    /** The cluster may forget it; it would do so itself after a while, so a failure is none. */
    @Override
    public void close() {
        if (handle.isEmpty()) {
            return;
        }
        try {
            index.cluster().send(Call.delete("_search", "scroll").with("{\"scroll_id\":[" + Json.text(handle) + "]}"));
        } catch (IOException e) {
            // it expires
        }
        handle = "";
    }
}
