package dev.tidemark.engine.file;

import dev.tidemark.api.state.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Known files by where they lay last. */
final class Locations {
    private final Marks marks;

    /** Only those that do not lie where their id says: the others are found in the marks. */
    private final Map<String, List<Known>> moved = new HashMap<>();

    Locations(Marks marks) {
        this.marks = marks;
        marks.forEach((id, mark) -> {
            if (Evidence.elsewhere(mark)) {
                Known known = new Known(id, mark);
                moved.computeIfAbsent(known.evidence().location(), location -> new ArrayList<>())
                        .add(known);
            }
        });
    }

    /** Those that lay there, the one that changed last first. */
    List<Known> at(String location) {
        List<Known> known = new ArrayList<>(moved.getOrDefault(location, List.of()));
        marks.find(location)
                .filter(mark -> !Evidence.elsewhere(mark))
                .ifPresent(mark -> known.add(new Known(location, mark)));
        if (known.size() > 1) {
            known.sort(Comparator.comparing((Known one) -> one.mark().time()).reversed());
        }
        return known;
    }
}
