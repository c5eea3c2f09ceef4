package dev.tidemark.formats.spi;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/**
 * A sort of place to collect from, as {@code connector} names it. The class is loaded whenever there is a source that
 * is no files, so what it needs to open one belongs into other classes.
 */
public interface SourceType {
    /** What {@code connector} says: lower-case letters. */
    String name();

    /** For the reference page: what it is and what to know before choosing it, in Markdown. */
    String description();

    /** The keys of {@code config}, in the order of the reference page. */
    List<Key<?>> keys();

    /**
     * Reads the settings of a source, without connecting to it. What is wrong with them is told to the section; what is
     * returned then is not opened.
     */
    SourcePlace read(Section config, SourceScope scope);
}
