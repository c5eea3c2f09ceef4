package dev.tidemark.engine.quarantine;

import dev.tidemark.formats.spi.Description;
import dev.tidemark.formats.spi.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a source told of its records, and under which settings: others may make it tell something else of the same
 * records.
 */
public record Told(String settings, Description description) {
    /** Bounds what is kept of shapes that the source does not have any more. */
    private static final int GONE_MEMBERS = 200_000;

    /** This, and of what was told before the shapes that there are not any more: records of them may be set aside. */
    public Told over(Told before) {
        Map<String, Shape> shapes = new LinkedHashMap<>(description.shapes());
        long members = 0;
        for (Map.Entry<String, Shape> gone : before.description.shapes().entrySet()) {
            members += shapes.containsKey(gone.getKey())
                    ? 0
                    : gone.getValue().members().size();
            if (members <= GONE_MEMBERS) {
                shapes.putIfAbsent(gone.getKey(), gone.getValue());
            }
        }
        return new Told(settings, new Description(description.shapeMember(), description.own(), shapes));
    }
}
