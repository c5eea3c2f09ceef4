package dev.tidemark.elastic.source;

import java.util.Optional;

/**
 * What a refresh of an index made visible.
 *
 * @param copies the index as it was told before it was refreshed; empty if that is not told, or it was not refreshed
 * @param hidden why it was not refreshed, for people; empty if it was
 */
record Shown(Optional<IndexStats> copies, Optional<String> hidden) {
    static Shown notRefreshed(String why) {
        return new Shown(Optional.empty(), Optional.of(why));
    }
}
