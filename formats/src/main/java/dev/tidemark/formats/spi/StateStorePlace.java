package dev.tidemark.formats.spi;

import dev.tidemark.api.StateStore;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where states are, as the configuration says it. Two of the same location are equal, whatever credentials and
 * timeouts they were given.
 */
public final class StateStorePlace {
    /** Opens the store. */
    @FunctionalInterface
    public interface Opening {
        /**
         * Opens it; the caller closes it.
         *
         * @param warnings is told, in a sentence each, what the user should know of the place although it can be used
         */
        StateStore open(Consumer<String> warnings) throws IOException;
    }

    private final String location;
    private final Opening opening;

    /** @param location for people, and unique: server, container, {@code state_id}; no secrets */
    public StateStorePlace(String location, Opening opening) {
        this.location = location;
        this.opening = opening;
    }

    /** Opens the store; see {@link Opening#open}. */
    public StateStore open(Consumer<String> warnings) throws IOException {
        return opening.open(warnings);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateStorePlace place && location.equals(place.location);
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    /** The location. */
    @Override
    public String toString() {
        return location;
    }
}
