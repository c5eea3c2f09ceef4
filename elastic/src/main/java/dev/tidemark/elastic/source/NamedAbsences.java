package dev.tidemark.elastic.source;

import dev.tidemark.api.PagedSource;
import dev.tidemark.elastic.http.Answer;
import dev.tidemark.elastic.http.Call;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What became of indexes that were read otherwise than by sequence number, where only {@code read} may be allowed. Only
 * what the cluster denies by name is gone: a pattern also leaves out what cannot be searched now.
 *
 * @param now when it is asked
 */
record NamedAbsences(Cluster cluster, IndexSettings settings, Instant now, Consumer<String> warnings) {
    /**
     * The indexes that are gone, each a stream. Of the others that are not there it is told why they are not read. One
     * request for each of them, but for those that were found to be gone before.
     *
     * @param remembered positions by the names of streams
     * @param there      the streams that there are
     * @throws IOException if one was not read to its end, and nothing is to be read then
     */
    Map<String, PagedSource<?>> streams(Map<String, String> remembered, Map<String, PagedSource<?>> there)
            throws IOException {
        Map<String, Extent> absent = extents(remembered);
        absent.keySet().removeAll(there.keySet());
        Map<String, PagedSource<?>> streams = new LinkedHashMap<>();
        for (Map.Entry<String, Extent> each : absent.entrySet()) {
            Extent read = each.getValue();
            if (read.rest().fate().gone().isPresent() || isGone(each.getKey())) {
                Ending ending = ending(each.getKey());
                ending.refuseIfStopped(read);
                streams.put(each.getKey(), new GoneIndex(read, ending));
            }
        }
        return streams;
    }

    /**
     * Nothing is read of any index where one is another than before, and that is to stop all.
     *
     * @param uuids of the indexes that there are, by their names
     */
    void refuseIfStopped(Map<String, String> remembered, Map<String, String> uuids) throws IOException {
        for (Map.Entry<String, Extent> each : extents(remembered).entrySet()) {
            Extent read = each.getValue();
            String uuid = uuids.getOrDefault(each.getKey(), read.uuid());
            if (!uuid.equals(read.uuid())) {
                new Remade(settings.reactions().recreated(), uuid, ending(each.getKey())).refuseIfStopped(read);
            }
        }
    }

    /** Of one index. */
    Ending ending(String name) {
        return new Ending(name, settings.reactions().deleted(), now, warnings);
    }

    private static Map<String, Extent> extents(Map<String, String> remembered) {
        Map<String, Extent> extents = new TreeMap<>();
        remembered.forEach((name, cursor) -> extent(cursor)
                .filter(read -> !(read instanceof IndexPosition)) // of those checkpoints tell
                .ifPresent(read -> extents.put(name, read)));
        return extents;
    }

    private static Optional<Extent> extent(String cursor) {
        try {
            return Optional.of(Extent.parse(cursor));
        } catch (RuntimeException e) {
            return Optional.empty(); // left to its stream
        }
    }

    private boolean isGone(String name) throws IOException {
        Answer answer = cluster.send(Call.get(name, "_field_caps").with("fields", "_index"));
        if (answer.is(404) && answer.errorType().equals("index_not_found_exception")) {
            return true;
        }
        if (answer.is(403)) {
            warnings.accept(
                    "whether the index " + name + " is gone cannot be told: the privilege 'read' is missing for it");
            return false;
        }
        if (answer.errorType().equals("index_closed_exception")) {
            warnings.accept("the index " + name + " is closed; what it holds is read once it is opened");
            return false;
        }
        if (answer.isSuccess() && !answer.json().texts("indices").isEmpty()) {
            boolean isThere = answer.json().texts("indices").contains(name);
            if (isThere) {
                warnings.accept("the index " + name + " is there, and '" + settings.index()
                        + "' does not mean it any more: it is not read");
            }
            return !isThere; // another index may have its name as an alias
        }
        warnings.accept("the index " + name + " is unavailable; what it holds is read once it can be searched");
        return false;
    }
}
