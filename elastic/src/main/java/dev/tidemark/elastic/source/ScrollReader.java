package dev.tidemark.elastic.source;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.http.AnswerTooLargeException;
import dev.tidemark.elastic.source.Cluster.Found;
import dev.tidemark.elastic.source.Cluster.MovedException;
import dev.tidemark.elastic.source.ScrollPosition.Done;
import dev.tidemark.elastic.source.Snapshot.LostException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index once, as it is when reading begins. One thread.
 *
 * <p>A pass that is broken off begins again in the next run, and leaves out what is a row by then. Within a run none
 * begins again once it gave documents: those are not published yet, so nobody could tell that they are rows.
 */
final class ScrollReader implements PagedSource<ScrollPosition> {
    private static final int LESS = 8;
    private static final int ATTEMPTS = 6;

    private final NamedIndex index;
    private final IndexSettings settings;
    private final String name;
    private @Nullable Scroll scroll;
    /** The first page of it, until it is given. */
    private @Nullable Found began;

    private boolean toldHidden;
    /** Where the last page of it ended. */
    private Optional<ScrollPosition> reached = Optional.empty();
    /** Whether the pass leaves out what is a row. */
    private boolean again;

    private long pass;
    /** How many documents of the pass came, of those too that are left out. */
    private long seen;

    private boolean given;
    private Optional<IOException> failure = Optional.empty();

    ScrollReader(NamedIndex index) {
        this.index = index;
        settings = index.settings();
        name = index.name();
    }

    @Override
    public ScrollPosition first() {
        return ScrollPosition.first(index.uuid());
    }

    @Override
    public String encode(ScrollPosition position) {
        return position.json();
    }

    @Override
    public ScrollPosition decode(String json) {
        return ScrollPosition.parse(json);
    }

    @Override
    public Optional<Page<ScrollPosition>> next(ScrollPosition position) throws IOException {
        if (!position.uuid().equals(index.uuid())) {
            return Remade.of(index).page(position, first(), position.goneAt(index.now()));
        }
        if (position.fate().gone().isPresent()) {
            return Optional.of(new Page<>(new byte[0], position.back()));
        }
        if (position.done() == Done.YES) {
            return Optional.empty();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return read(position);
        } catch (AnswerTooLargeException e) {
            return fewer(position);
        } catch (LostException e) {
            forget();
            throw new IOException(
                    "the pass through " + name + " was broken off: " + e.getMessage() + ". The next run begins it"
                            + " again and leaves out what is a row; if the cluster forgot it between two pages,"
                            + " make 'scroll_timeout' longer than "
                            + ModeSettings.seconds(settings.how().keepAlive()),
                    e);
        }
    }

    private Optional<Page<ScrollPosition>> read(ScrollPosition position) throws IOException {
        Scroll from = at(position);
        while (true) {
            Found found = began == null ? from.next() : began;
            began = null;
            List<Hit> hits = found.answer().hits();
            seen += hits.size();
            if (hits.isEmpty()) {
                forget();
                requireAll(found.answer().total());
                // An index that has nothing yet is read when it has something.
                return position.equals(first())
                        ? Optional.empty()
                        : Optional.of(new Page<>(new byte[0], position.end()));
            }
            Set<String> known = known(hits);
            Records records = new Records(index.uuid(), settings.identity(), found.body().length);
            hits.stream()
                    .filter(hit -> !known.contains(settings.identity().of(index.uuid(), hit)))
                    .forEach(hit -> records.add(hit, found.body()));
            if (!records.isEmpty()) {
                given = true;
                ScrollPosition after = position.and(
                        hits.size() - known.size(), pass, found.answer().total());
                reached = Optional.of(after);
                return Optional.of(new Page<>(records.bytes(), after, told(records, from)));
            }
        }
    }

    /** A page that was answered and did not arrive is not answered again. */
    private void requireAll(long total) throws LostException {
        if (seen != total) {
            throw new LostException(seen + " of its " + total + " documents came");
        }
    }

    private static Page.Told told(Records records, Scroll from) {
        Page.Told told = records.told();
        return new Page.Told(told.document(), Optional.of(from.handle()), told.bytes());
    }

    private Set<String> known(List<Hit> hits) throws IOException {
        for (Hit hit : hits) {
            settings.identity().require(hit);
        }
        if (!again) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        hits.forEach(hit -> ids.add(settings.identity().of(index.uuid(), hit)));
        return index.rows().present(ids);
    }

    private Scroll at(ScrollPosition position) throws IOException {
        if (scroll != null && reached.equals(Optional.of(position))) {
            return scroll;
        }
        forget();
        if (given && position.isBroken()) {
            throw new IOException("the pass through " + name + " cannot go on elsewhere than where its last page ended;"
                    + " the next run begins it again and leaves out what is a row");
        }
        again = position.isBroken();
        pass = position.passes() + 1;
        seen = 0;
        return open(position.size() == 0 ? settings.batch() : position.size());
    }

    /** A scroll of copies that were refreshed, with its first page. */
    private Scroll open(int size) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Shown shown = index.refresh();
                tellHidden(shown);
                Scroll opened = new Scroll(index, size);
                scroll = opened;
                began = opened.next();
                index.requireSame(shown);
                return opened;
            } catch (MovedException e) {
                forget();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            index.cluster().pause(attempt);
        }
    }

    private void tellHidden(Shown shown) {
        if (shown.hidden().isPresent() && !toldHidden) {
            toldHidden = true;
            index.warnings()
                    .accept(shown.hidden().get() + ": what is not visible yet is no part of the pass, and is not read");
        }
    }

    /** After an answer that is too large: a pass has pages of one size. */
    private Optional<Page<ScrollPosition>> fewer(ScrollPosition position) {
        int was = scroll == null ? settings.batch() : scroll.size();
        int size = Math.max(1, was / LESS);
        forget();
        if (given) {
            failure = Optional.of(new IOException("the pass through " + name + " was broken off: " + was
                    + " documents are too large for a page. The next run begins it again with " + size
                    + " in each and leaves out what is a row; make 'batch_size' smaller for others"));
        }
        return Optional.of(new Page<>(new byte[0], position.sized(size)));
    }

    private void forget() {
        if (scroll != null) {
            scroll.close();
        }
        scroll = null;
        began = null;
        reached = Optional.empty();
    }

    @Override
    public void close() {
        forget();
    }
}
