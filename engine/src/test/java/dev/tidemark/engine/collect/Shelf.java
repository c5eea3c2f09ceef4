package dev.tidemark.engine.collect;

import dev.tidemark.api.Page;
import dev.tidemark.api.PagedSource;
import dev.tidemark.api.PagedStreams;
import dev.tidemark.api.state.Gap;
import dev.tidemark.testkit.Faults;
import dev.tidemark.testkit.FaultyPagedSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds that may be thrown away: one of which lines were not read is a gap then, in front of a position that ends it.
 *
 * @param feeds  that there are
 * @param thrown feeds that there were
 */
record Shelf(Map<String, Feed> feeds, Map<String, Feed> thrown, Faults faults) implements PagedStreams {
    private static final String ENDED = "{\"ended\":true}";

    @Override
    public Map<String, PagedSource<?>> streams(Map<String, String> remembered) {
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        remembered.forEach((stream, cursor) -> {
            Feed gone = thrown.get(stream);
            if (gone != null && !cursor.equals(ENDED)) {
                streams.put(stream, new FaultyPagedSource<>(new Thrown(stream, gone), faults));
            }
        });
        feeds.forEach((stream, feed) -> streams.put(stream, new FaultyPagedSource<>(feed, faults)));
        return streams;
    }

    @Override
    public void close() {}

    /** What there is to say of a feed that is gone. Its position is the cursor itself. */
    private record Thrown(String stream, Feed feed) implements PagedSource<String> {
        @Override
        public String first() {
            throw new IllegalStateException("it is asked for only if it is remembered");
        }

        @Override
        public String encode(String position) {
            return position;
        }

        @Override
        public String decode(String json) {
            return json;
        }

        @Override
        public Optional<Page<String>> next(String position) {
            if (position.equals(ENDED)) {
                return Optional.empty();
            }
            List<String> unread = feed.after(feed.decode(position));
            Page<String> last = new Page<>(new byte[0], ENDED);
            return Optional.of(unread.isEmpty() ? last : Page.lost(gap(unread), ENDED));
        }

        private Gap gap(List<String> unread) {
            return new Gap(
                    Lines.time("2025-03-01"), Lines.time("2025-03-02"), stream + " was thrown away before " + unread);
        }
    }
}
