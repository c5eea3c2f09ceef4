package dev.tidemark.api;

import java.util.List;

/**
 * A numbered, saved statement that chunks are counted. A source's numbers rise by one.
 *
 * @param chunks   what becomes visible, in the order of the chunks; may be empty
 * @param replaced what disappears with the same commit; nothing of the chunks is meant
 */
public record Claim(String source, long number, List<Staged> chunks, List<Replaced> replaced) {
    public Claim {
        if (number < 1) {
            throw new IllegalArgumentException("claim numbers begin at 1, not " + number);
        }
        chunks = List.copyOf(chunks);
        replaced = List.copyOf(replaced);
    }

    /** One that only adds rows. */
    public Claim(String source, long number, List<Staged> chunks) {
        this(source, number, chunks, List.of());
    }
}
