package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.Marks;
import dev.tidemark.engine.file.Entry.Body;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Files without a time, recognised by what was read of them wherever rotation took them.
 *
 * <p>A file that lies where it lay and still begins with what was read goes on there. What is left, of the files found
 * and of those known, is then put together by content: so a rename is believed only where the old path no longer holds
 * that content. A file that nothing is known of is new, once there is something in it.
 */
final class Generations {
    /** A file that begins as a known one does. */
    private record Pair(Found found, boolean compressed, Known known) {
        private boolean rotated() {
            return found.file().location().startsWith(known.evidence().location());
        }
    }

    private final Marks marks;
    private final Locations locations;
    private final Settling settling;
    private final Consumer<Problem> problems;
    private final Map<String, Known> holders = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Artifact> artifacts = new ArrayList<>();

    Generations(Marks marks, Settling settling, Consumer<Problem> problems) {
        this.marks = marks;
        this.settling = settling;
        this.problems = problems;
        locations = new Locations(marks);
    }

    /** What the files are, in the order in which they changed. Called once. */
    List<Artifact> artifacts(List<Found> listed) {
        List<Found> files = still(listed);
        Set<String> present =
                files.stream().map(found -> found.file().location()).collect(Collectors.toSet());
        List<Found> strangers = changed(unchanged(files));
        strangers.removeIf(found -> found.file().size() == 0 || beingCompressed(found.file()));
        Heads lost = lost(strangers);
        strangers = lost.isEmpty() ? strangers : moved(strangers, lost);
        Newcomers newcomers = new Newcomers(marks, taken, settling);
        for (Found found : strangers) {
            attempt(found, () -> {
                if (!newcomers.copy(found, present, holders)) {
                    overrun(found, present);
                    newcomers.artifact(found).ifPresent(artifacts::add);
                }
            });
        }
        artifacts.sort(Comparator.comparing(Artifact::changed).thenComparing(Artifact::location));
        return artifacts;
    }

    /** Without files that were renamed while they were listed, and so were found twice: a later run knows where. */
    private static List<Found> still(List<Found> listed) {
        Map<Body, Found> first = HashMap.newHashMap(listed.size());
        Set<Body> twice = new HashSet<>();
        for (Found found : listed) {
            Body body = found.file().body();
            if (body != null && first.put(body, found) != null) {
                twice.add(body);
            }
        }
        return listed.stream()
                .filter(found -> found.file().body() == null
                        || !twice.contains(found.file().body()))
                .toList();
    }

    /** Whether it was just made of a file that is still there, and may not be what was listed under that name. */
    private boolean beingCompressed(Entry file) {
        return settling.growing(file)
                && Compression.original(file.location())
                        .filter(original -> Files.exists(Path.of(original)))
                        .isPresent();
    }

    private List<Found> unchanged(List<Found> files) {
        List<Found> others = new ArrayList<>();
        for (Found found : files) {
            locations.at(found.file().location()).stream()
                    .filter(known -> known.unchanged(found.file()))
                    .findFirst()
                    .ifPresentOrElse(known -> hold(found, known, false), () -> others.add(found));
        }
        return others;
    }

    private List<Found> changed(List<Found> files) {
        List<Found> others = new ArrayList<>();
        for (Found found : files) {
            List<Known> candidates = free(locations.at(found.file().location()));
            if (candidates.isEmpty()) {
                others.add(found);
                continue;
            }
            boolean readable = attempt(found, () -> {
                if (!goesOn(found, candidates)) {
                    others.add(found);
                }
            });
            // What is there but cannot be read is not looked for elsewhere; what was renamed meanwhile is.
            if (!readable
                    && !Files.isReadable(found.file().path())
                    && Files.exists(found.file().path())) {
                candidates.forEach(known -> taken.add(known.id()));
            }
        }
        return others;
    }

    private boolean goesOn(Found found, List<Known> candidates) throws IOException {
        try (Stored stored = Stored.open(found.file())) {
            for (Known known : candidates) {
                if (stored.continues(known)) {
                    hold(found, known, stored.compressed());
                    return true;
                }
            }
            return false;
        }
    }

    /** Known files that do not lie where they lay. */
    private Heads lost(List<Found> strangers) {
        Heads heads = new Heads();
        if (!strangers.isEmpty()) {
            marks.forEach((id, mark) -> {
                if (!taken.contains(id)) {
                    heads.add(new Known(id, mark));
                }
            });
        }
        return heads;
    }

    private List<Found> moved(List<Found> strangers, Heads lost) {
        List<Pair> pairs = new ArrayList<>();
        Set<Found> others = new LinkedHashSet<>(strangers);
        for (Found found : strangers) {
            boolean readable = attempt(found, () -> pairs.addAll(pairs(found, lost)));
            if (!readable) {
                others.remove(found);
            }
        }
        // Where several fit, the one of which most was read; then the one that is named after it.
        pairs.sort(Comparator.comparingLong((Pair pair) -> -pair.known().mark().next())
                .thenComparing(pair -> !pair.rotated())
                .thenComparing(pair -> pair.found().file().changed()));
        for (Pair pair : pairs) {
            if (others.contains(pair.found()) && !taken.contains(pair.known().id())) {
                others.remove(pair.found());
                hold(pair.found(), pair.known(), pair.compressed());
            }
        }
        return List.copyOf(others);
    }

    private static List<Pair> pairs(Found found, Heads lost) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        try (Stored stored = Stored.open(found.file())) {
            for (Known known : lost.like(stored)) {
                if (stored.continues(known)) {
                    pairs.add(new Pair(found, stored.compressed(), known));
                }
            }
        }
        return pairs;
    }

    private void hold(Found found, Known known, boolean compressed) {
        taken.add(known.id());
        holders.put(found.file().location(), known);
        artifacts.add(known.artifact(found, compressed, settling.growing(found.file())));
    }

    private List<Known> free(List<Known> candidates) {
        return candidates.stream().filter(known -> !taken.contains(known.id())).toList();
    }

    /** Tells that a file which was being written to is gone, and another one took its place. */
    private void overrun(Found found, Set<String> present) {
        for (Known known : free(locations.at(found.file().location()))) {
            if (known.evidence().growing() && !Overlooked.is(known, found.file().path(), present)) {
                problems.accept(new Problem(
                        found.file().location(),
                        "it was replaced while it was being written to, and what it held before lies nowhere any more:"
                                + " what followed byte " + known.mark().next()
                                + " is not collected. Collect more often, or keep rotated files longer"));
            }
        }
    }

    /** What looks into files. */
    private interface Look {
        void run() throws IOException;
    }

    /** Whether the file could be read. */
    private boolean attempt(Found found, Look look) {
        try {
            look.run();
            return true;
        } catch (IOException e) {
            problems.accept(Trouble.with(found.file().path(), e));
            return false;
        }
    }
}
