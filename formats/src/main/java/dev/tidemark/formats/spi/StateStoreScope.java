package dev.tidemark.formats.spi;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which states a store is to hold.
 *
 * @param workspace the folder that relative paths of the settings begin at, absolute
 * @param stateId   {@code state_id}: keeps states apart that lie in one place otherwise. No store shows, changes or
 *     removes what lies there under another id, or under none. Letters, digits, {@code . _ -}
 */
public record StateStoreScope(Path workspace, Optional<String> stateId) {}
