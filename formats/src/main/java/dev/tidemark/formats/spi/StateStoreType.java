package dev.tidemark.formats.spi;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/**
 * A sort of state store, as {@code storage_type} names it. The class is loaded whenever there is a store other than of
 * files, so what it needs to open one belongs into other classes.
 */
public interface StateStoreType {
    /** What {@code storage_type} says: lower-case letters. */
    String name();

    /** For the reference page: what it is and what to know before choosing it, in Markdown. */
    String description();

    /** The keys of {@code storage_config}, in the order of the reference page. */
    List<Key<?>> keys();

    /**
     * Reads the settings of a store, without connecting to it. What is wrong with them is told to the section; what is
     * returned then is not opened.
     *
     * @param config {@code storage_config}; without keys where none is written
     */
    StateStorePlace read(Section config, StateStoreScope scope);
}
