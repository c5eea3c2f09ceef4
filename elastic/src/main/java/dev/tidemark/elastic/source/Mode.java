package dev.tidemark.elastic.source;

import java.util.Locale;

/** How an index is read. */
enum Mode {
    /** By sequence number where that holds; else by a time that the server sets, if there is one. */
    AUTO,
    /** By the number that the primary of a shard gives each write, up to the global checkpoint. */
    SEQUENCE,
    /** By windows of a time field that end some time ago. */
    TIMESTAMP,
    /** By a field whose values rise. */
    CURSOR,
    /** Once, as it is. */
    SCROLL;

    /** @throws IllegalArgumentException if there is none of that name */
    static Mode named(String name) {
        for (Mode mode : values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("there is no mode '" + name + "'");
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
