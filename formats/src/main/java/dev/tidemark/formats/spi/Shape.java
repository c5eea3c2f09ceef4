package dev.tidemark.formats.spi;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What records of one sort hold.
 *
 * @param members by name; a record may lack some, and have others
 * @param moment  what says when it happened; empty if nothing does
 */
public record Shape(Map<String, Member> members, Optional<Moment> moment) {
    public Shape {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
    }
}
