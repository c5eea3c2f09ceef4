package dev.tidemark.engine.adopt;

import dev.tidemark.engine.file.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What another collector remembers. */
public sealed interface ForeignState {
    /** The collector, as people call it. */
    String collector();

    /** How far files were read. */
    record Files(String collector, List<Position> positions) implements ForeignState {
        public Files {
            positions = List.copyOf(positions);
        }
    }

    /**
     * Which times were collected, by the folders above them.
     *
     * @param at     when it last collected something
     * @param trunks by path; {@code /} stands for all that is below none of the others
     */
    record Trunks(String collector, Instant at, Map<String, List<Stretch>> trunks) implements ForeignState {
        public Trunks {
            trunks = Map.copyOf(trunks);
        }
    }
}
