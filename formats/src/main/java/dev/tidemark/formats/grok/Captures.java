package dev.tidemark.formats.grok;

import java.util.Map;
import java.util.Optional;

/**
 * What a pattern found.
 *
 * @param texts what the named parts hold, by name in the order of the pattern; an empty part is left out, and of
 *     several parts with one name the last that is not empty counts
 * @param start place of the first character that matched
 * @param end   place after the last one
 */
public record Captures(Map<String, String> texts, int start, int end) {
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }
}
