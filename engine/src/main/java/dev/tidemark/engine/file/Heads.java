package dev.tidemark.engine.file;

import dev.tidemark.engine.file.Evidence.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Known files by how they begin. */
final class Heads {
    private record Key(Subject subject, String head) {}

    private final Map<Integer, Map<Key, List<Known>>> byLength = new HashMap<>();

    /** Adds a file; one that nothing is known of is never found. */
    void add(Known known) {
        Evidence evidence = known.evidence();
        if (evidence.headLength() > 0) {
            byLength.computeIfAbsent(evidence.headLength(), length -> new HashMap<>())
                    .computeIfAbsent(new Key(evidence.subject(), evidence.head()), key -> new ArrayList<>())
                    .add(known);
        }
    }

    boolean isEmpty() {
        return byLength.isEmpty();
    }

    /** The known files that begin as this one does. */
    Set<Known> like(Stored stored) {
        Set<Known> found = new LinkedHashSet<>();
        byte[] content = stored.contentHead();
        byLength.forEach((length, known) -> {
            found.addAll(like(known, Subject.STORED, stored.head(), length));
            found.addAll(like(known, Subject.CONTENT, content, length));
        });
        return found;
    }

    private static List<Known> like(Map<Key, List<Known>> known, Subject subject, byte[] head, int length) {
        return length > head.length
                ? List.of()
                : known.getOrDefault(new Key(subject, Fingerprint.of(head, 0, length)), List.of());
    }
}
