package dev.tidemark.engine.collect;

import dev.tidemark.api.state.CollectionState;
import java.util.Map;
import java.util.TreeMap;

/** Where streams with positions of their own are read on. */
final class Cursors {
    private Cursors() {}

    /** Of those that have one. */
    static Map<String, String> of(Map<String, CollectionState> states) {
        Map<String, String> cursors = new TreeMap<>();
        states.forEach((stream, state) -> state.cursor().ifPresent(cursor -> cursors.put(stream, cursor)));
        return cursors;
    }
}
