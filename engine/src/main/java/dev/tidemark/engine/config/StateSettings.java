package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.StateStorePlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code [state]}: how what has been collected is remembered; a source may say otherwise for itself.
 *
 * @param storageType the sort of the store
 * @param store       equal to another's exactly if both hold the same states
 * @param stateId     sets the states apart from others in the same place
 * @param autoSave    the longest that something collected waits to be counted
 * @param tracked     which figures of the collection are shown and exported beside the position
 */
public record StateSettings(
        String storageType, StateStorePlace store, Optional<String> stateId, Duration autoSave, List<String> tracked) {
    public StateSettings {
        tracked = List.copyOf(tracked);
    }
}
