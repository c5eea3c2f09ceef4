package dev.tidemark.engine.file;

import dev.tidemark.engine.file.Adopted.Fate;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what became of logs that were compressed, or copied and emptied, by their names. */
final class Successors {
    private static final String SEPARATORS = ".-_";

    private final Collection<Listed> listed;
    private final Set<Listed> taken;
    private final Recognition recognition;
    private final Settling settling;

    /** @param taken those that are known to be others */
    Successors(Collection<Listed> listed, Set<Listed> taken, Recognition recognition, Settling settling) {
        this.listed = listed;
        this.taken = new HashSet<>(taken);
        this.recognition = recognition;
        this.settling = settling;
    }

    /** What a position comes to whose file is gone; empty if nothing bears its name and fits. */
    Optional<Adopted> of(Position position) throws IOException {
        if (!(position.extent() instanceof Position.Bytes bytes) || bytes.offset() == 0) {
            return Optional.empty();
        }
        Position found = new Position(
                position.path(),
                position.inode(),
                position.begins(),
                new Position.Bytes(bytes.offset(), Position.Stop.LINE_END, Position.Archives.CONTENT),
                position.told());
        List<Adopted> fitting = new ArrayList<>();
        for (Listed each : listed) {
            if (!taken.contains(each) && bearsName(each, position)) {
                Adopted adopted = new Resuming(each, found, settling).adopted();
                adopted.mark().filter(mark -> mark.next() == bytes.offset()).ifPresent(mark -> fitting.add(adopted));
            }
        }
        return fitting.isEmpty() ? Optional.empty() : Optional.of(one(position, fitting));
    }

    private Adopted one(Position position, List<Adopted> fitting) {
        String places = String.join(
                " or ",
                fitting.stream()
                        .map(each -> each.artifact().orElseThrow().location())
                        .toList());
        if (fitting.size() > 1) {
            return unsure(position, "it may be " + places + ", which are read from their beginning");
        }
        if (recognition == Recognition.CERTAIN) {
            return unsure(position, "it may be " + places + ", which is read from its beginning");
        }
        listed.stream()
                .filter(each ->
                        each.artifact().equals(fitting.getFirst().artifact().orElseThrow()))
                .forEach(taken::add);
        return fitting.getFirst().because("by its name it is what was " + position.path());
    }

    private static Adopted unsure(Position position, String what) {
        return new Adopted(position, Fate.UNSURE, Optional.empty(), Optional.empty(), what);
    }

    /** Whether it lies where the file lay, under a name that begins with the file's. */
    private static boolean bearsName(Listed listed, Position position) {
        try {
            Path path = Path.of(position.path());
            Path folder = path.getParent();
            if (folder == null
                    || !folder.toRealPath().equals(listed.file().path().getParent())) {
                return false;
            }
            String old = String.valueOf(path.getFileName());
            String name = listed.file().name();
            return name.length() > old.length()
                    && name.startsWith(old)
                    && SEPARATORS.indexOf(name.charAt(old.length())) >= 0;
        } catch (IOException | InvalidPathException e) {
            return false; // its folder is gone, too
        }
    }
}
