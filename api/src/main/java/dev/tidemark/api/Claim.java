package dev.tidemark.api;

import java.util.List;
import java.util.Optional;

/**
 * A numbered, saved statement that chunks are counted. A source's numbers rise by one.
 *
 * @param chunks   what becomes visible, in the order of the chunks; may be empty
 * @param replaced old rows of the source with a {@code tp_timestamp} in this range disappear with the same commit
 */
public record Claim(String source, long number, List<Staged> chunks, Optional<Range> replaced) {
    public Claim {
        if (number < 1) {
            throw new IllegalArgumentException("claim numbers begin at 1, not " + number);
        }
        chunks = List.copyOf(chunks);
    }
}
