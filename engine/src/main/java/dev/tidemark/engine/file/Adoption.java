package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.engine.file.Adopted.Fate;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the files that another collector has read, and makes the marks that they would have if this source had read
 * them so far. What is not certain is not taken for read.
 */
final class Adoption {
    private static final String NOWHERE = "no file of the source is this one";

    private final List<Position> positions;
    private final Recognition recognition;
    private final Settling settling;
    private final Map<Long, List<Listed>> byInode = new HashMap<>();
    private final Map<String, Listed> byLocation = new LinkedHashMap<>();
    private final Beginnings beginnings;

    /** @param artifacts what the source lists */
    Adoption(List<Position> positions, List<Artifact> artifacts, Recognition recognition, Settling settling)
            throws IOException {
        this.positions = positions;
        this.recognition = recognition;
        this.settling = settling;
        for (Artifact artifact : artifacts) {
            Listed listed = Listed.of(artifact);
            byLocation.put(artifact.location(), listed);
            Entry.Body body = listed.file().body();
            if (body != null) {
                byInode.computeIfAbsent(body.inode(), inode -> new ArrayList<>())
                        .add(listed);
            }
        }
        List<Position.Beginning> asked = positions.stream()
                .flatMap(position -> position.begins().stream())
                .toList();
        beginnings = new Beginnings(byLocation.values(), asked);
    }

    /** One for each file that the positions are of, and for each position that is of none. */
    List<Adopted> adopted() throws IOException {
        List<Adopted> adopted = new ArrayList<>();
        List<Position> lost = new ArrayList<>();
        Map<Listed, List<Position>> files = new LinkedHashMap<>();
        for (Position position : positions) {
            Optional<Listed> listed = find(position);
            if (listed.isPresent()) {
                files.computeIfAbsent(listed.get(), each -> new ArrayList<>()).add(position);
            } else {
                lost.add(position);
            }
        }
        Successors successors = new Successors(byLocation.values(), files.keySet(), recognition, settling);
        for (Position position : lost) {
            Adopted absent = absent(position);
            adopted.add(absent.fate() == Fate.GONE ? successors.of(position).orElse(absent) : absent);
        }
        for (Map.Entry<Listed, List<Position>> file : files.entrySet()) {
            Adopted one = adopted(file.getKey(), file.getValue());
            boolean other = one.fate() == Fate.TRUNCATED || one.fate() == Fate.UNSURE;
            Optional<Adopted> successor = other ? successors.of(one.position()) : Optional.empty();
            boolean found = successor.flatMap(Adopted::mark).isPresent();
            adopted.add(found ? one.as(Fate.UNREAD) : one);
            successor.ifPresent(adopted::add);
        }
        return adopted;
    }

    private Optional<Listed> find(Position position) throws IOException {
        Optional<Listed> there = Optional.ofNullable(byLocation.get(location(position.path())));
        if (position.begins().isPresent()) {
            return one(beginnings.of(position.begins().get()), there);
        }
        if (position.inode().isEmpty()) {
            return there;
        }
        Position.Inode inode = position.inode().get();
        List<Listed> same = byInode.getOrDefault(inode.number(), List.of());
        if (there.isEmpty() || !same.contains(there.get())) {
            same = same.stream().filter(listed -> listed.is(inode)).toList();
        }
        Optional<Listed> found = one(same, there);
        return found.isPresent() && Listed.isOlder(found.get().file(), position) ? found : Optional.empty();
    }

    /** Of several files the one that lies where it lay: none of the others is certain. */
    private static Optional<Listed> one(List<Listed> files, Optional<Listed> there) {
        return files.size() == 1 ? Optional.of(files.getFirst()) : there.filter(files::contains);
    }

    private Adopted absent(Position position) {
        if (position.path().isEmpty()) {
            return none(position, Fate.GONE, NOWHERE);
        }
        try {
            Entry file = Entry.of(Path.of(location(position.path())));
            boolean same = position.inode()
                    .map(inode -> Listed.isNumbered(file, inode))
                    .orElse(true);
            if (position.begins().isPresent()) {
                return none(position, Fate.GONE, "no file of the source begins as it did");
            }
            if (!same) {
                return none(position, Fate.GONE, "another file lies there now, which is read from its beginning");
            }
            if (!Listed.isOlder(file, position)) {
                return none(
                        position,
                        Fate.GONE,
                        "its number is by now that of another file, which is read from its beginning");
            }
            return file.size() == 0
                    ? none(position, Fate.GONE, "it is empty now")
                    : none(position, Fate.OUTSIDE, "it is not among the files of the source");
        } catch (IOException | InvalidPathException e) {
            return none(position, Fate.GONE, NOWHERE);
        }
    }

    private static Adopted none(Position position, Fate fate, String what) {
        return new Adopted(position, fate, Optional.empty(), Optional.empty(), what);
    }

    private Adopted adopted(Listed listed, List<Position> of) throws IOException {
        Position least = of.getFirst();
        for (Position each : of) {
            least = least.extent().isWithin(each.extent()) ? least : each;
        }
        Adopted adopted = new Resuming(listed, least, settling).adopted();
        if (of.size() == 1) {
            return adopted;
        }
        String several = "of its " + of.size() + " entries the one counts that is least far";
        return adopted.because(adopted.what().isEmpty() ? several : adopted.what() + "; " + several);
    }

    /** Where the source would say that a path leads. */
    private static String location(String path) {
        try {
            return path.isEmpty() ? path : Path.of(path).toRealPath().toString();
        } catch (IOException | InvalidPathException e) {
            return path; // there is nothing
        }
    }
}
