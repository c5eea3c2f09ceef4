package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Problem;
import dev.tidemark.api.state.Marks;
import dev.tidemark.engine.file.Entry.Body;
import dev.tidemark.formats.bytes.Compression;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    private final Set<String> hidden = new HashSet<>();
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
        List<Pair> unchanged = new ArrayList<>();
        List<Found> strangers = strangers(changed(others(files, unchanged)));
        strangers.addAll(strangers(changed(held(unchanged, !strangers.isEmpty()))));
        Heads lost = lost(strangers);
        strangers = lost.isEmpty() ? strangers : moved(strangers, lost);
        newcomers(strangers, locations(listed), locations(files));
        artifacts.sort(Comparator.comparing(Artifact::changed).thenComparing(Artifact::location));
        return artifacts;
    }

    private static Set<String> locations(List<Found> files) {
        return files.stream().map(found -> found.file().location()).collect(Collectors.toSet());
    }

    /** Without files that were renamed while they were listed, and so were found twice: a later run knows where. */
    private static List<Found> still(List<Found> listed) {
        Map<Body, Found> first = HashMap.newHashMap(listed.size());
        Set<Body> twice = new HashSet<>();
        for (Found found : listed) {
            Body body = found.file().body();
            if (body != null && !body.shared() && first.put(body, found) != null) {
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
                        .filter(original -> Files.exists(file.path().resolve(original)))
                        .isPresent();
    }

    private List<Found> strangers(List<Found> files) {
        return files.stream()
                .filter(found -> found.file().size() > 0 && !beingCompressed(found.file()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Those that have to be looked into. */
    private List<Found> others(List<Found> files, List<Pair> unchanged) {
        List<Found> others = new ArrayList<>();
        for (Found found : files) {
            locations.at(found.file().location()).stream()
                    .filter(known -> known.unchanged(found.file()))
                    .findFirst()
                    .ifPresentOrElse(known -> unchanged.add(new Pair(found, false, known)), () -> others.add(found));
        }
        return others;
    }

    /**
     * Holds what is unchanged and returns what is not any more. Listing takes time: a file may have been listed in its
     * old place and, compressed since, as a stranger too.
     */
    private List<Found> held(List<Pair> unchanged, boolean strangers) {
        List<Found> changed = new ArrayList<>();
        for (Pair pair : unchanged) {
            if (strangers && pair.found().file().changedSince()) {
                changed.add(pair.found());
            } else {
                hold(pair);
            }
        }
        return changed;
    }

    /** Those that do not go on with what was read in their place. */
    private List<Found> changed(List<Found> files) {
        List<Found> others = new ArrayList<>();
        for (Found found : files) {
            List<Known> candidates = free(locations.at(found.file().location()));
            if (candidates.isEmpty()) {
                others.add(found);
                continue;
            }
            try {
                if (!goesOn(found, candidates)) {
                    others.add(found);
                }
            } catch (IOException e) {
                problems.accept(Trouble.with(found.file().path(), e));
                unreadable(candidates, e);
            }
        }
        return others;
    }

    /** What is there but cannot be read is not looked for elsewhere, what was renamed meanwhile is. */
    private void unreadable(List<Known> candidates, IOException why) {
        if (!(why instanceof NoSuchFileException)) {
            Set<String> ids = why instanceof AccessDeniedException ? hidden : taken;
            candidates.forEach(known -> ids.add(known.id()));
        }
    }

    private boolean goesOn(Found found, List<Known> candidates) throws IOException {
        try (Stored stored = Stored.open(found.file())) {
            for (Known known : candidates) {
                if (stored.continues(known)) {
                    hold(new Pair(found, stored.compressed(), known));
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
            if (others.contains(pair.found()) && !taken.contains(pair.known().id()) && !hides(pair)) {
                others.remove(pair.found());
                hold(pair);
            }
        }
        return List.copyOf(others);
    }

    /** A new file that may not be read lies where rotation took the old one from; or a copy has the content of one. */
    private boolean hides(Pair pair) {
        return hidden.contains(pair.known().id()) && !pair.rotated();
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

    private void newcomers(List<Found> strangers, Set<String> listed, Set<String> present) {
        Newcomers newcomers = new Newcomers(marks, taken, settling);
        for (Found found : strangers) {
            attempt(found, () -> {
                if (!newcomers.copy(found, listed, holders)) {
                    overrun(found, present);
                    newcomers.artifact(found).ifPresent(artifacts::add);
                }
            });
        }
    }

    private void hold(Pair pair) {
        taken.add(pair.known().id());
        holders.put(pair.found().file().location(), pair.known());
        artifacts.add(pair.known().artifact(pair.found(), pair.compressed(), settling));
    }

    private List<Known> free(List<Known> candidates) {
        return candidates.stream().filter(known -> !taken.contains(known.id())).toList();
    }

    /**
     * Tells that a file which was being written to is gone, and another one took its place. One of which nothing was
     * read cannot be recognised: wherever it is now, all of it is new.
     */
    private void overrun(Found found, Set<String> present) {
        for (Known known : free(locations.at(found.file().location()))) {
            if (known.evidence().growing()
                    && known.mark().next() > 0
                    && !Overlooked.is(known, found.file().path(), present)) {
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
