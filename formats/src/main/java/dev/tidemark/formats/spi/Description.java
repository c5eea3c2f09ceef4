package dev.tidemark.formats.spi;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the records of a source hold: members at their top, by name. Records are of several shapes, an index of a cluster
 * has one for instance.
 *
 * @param shapeMember which of {@code own}, a text, says the shape of a record
 * @param own         members that the source itself adds to each record, in the order of the columns; a record may lack
 *     one
 * @param shapes      by the text in {@code shapeMember}
 */
public record Description(String shapeMember, Map<String, Member> own, Map<String, Shape> shapes) {
    public Description {
        if (!own.containsKey(shapeMember)) {
            throw new IllegalArgumentException("no record has the member " + shapeMember);
        }
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        Map<String, Shape> sorted = new TreeMap<>(shapes);
        // Hundreds of indexes may have the same thousands of members.
        Map<Shape, Shape> distinct = new HashMap<>();
        sorted.replaceAll((name, shape) -> distinct.computeIfAbsent(shape, same -> same));
        shapes = Collections.unmodifiableMap(sorted);
    }
}
