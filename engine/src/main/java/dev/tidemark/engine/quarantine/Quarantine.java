package dev.tidemark.engine.quarantine;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what is set aside of a source. */
public final class Quarantine {
    /** What changes when some of it is not set aside any more: names of documents that go, and that come. */
    public record Change(List<String> resolved, List<String> written) {
        public static final Change NONE = new Change(List.of(), List.of());

        public Change {
            resolved = List.copyOf(resolved);
            written = List.copyOf(written);
        }
    }

    private record Reading(String stream, String id, long next) {
        static Reading of(Artifact artifact) {
            return new Reading(artifact.stream(), artifact.id(), artifact.next());
        }
    }

    private static final class Gathered {
        final Artifact artifact;
        final List<Entry> entries = new ArrayList<>();
        Optional<Evidence> evidence = Optional.empty();
        Optional<String> copy = Optional.empty();

        Gathered(Artifact artifact) {
            this.artifact = artifact;
        }

        void add(EntryJson.Line line) {
            line.entry().ifPresent(entries::add);
            evidence = line.evidence().or(() -> evidence);
            copy = line.copy().or(() -> copy);
        }
    }

    private Quarantine() {}

    /**
     * What is set aside, in the order in which it was.
     *
     * @param names of the documents, as the ledger of the source lists them
     */
    public static List<SetAside> read(Blobs blobs, List<String> names) throws IOException {
        Map<Reading, Gathered> gathered = new LinkedHashMap<>();
        for (String name : names) {
            for (EntryJson.Line line : EntryJson.lines(blobs.read(name))) {
                gathered.computeIfAbsent(Reading.of(line.artifact()), reading -> new Gathered(line.artifact()))
                        .add(line);
            }
        }
        return gathered.values().stream()
                .map(one -> new SetAside(one.artifact, one.entries, one.evidence, one.copy))
                .toList();
    }

    /** Writes what is set aside anew, without what is resolved by now. */
    public static Change without(Blobs blobs, String source, List<String> names, Predicate<SetAside> resolved)
            throws IOException {
        List<SetAside> all = read(blobs, names);
        if (all.stream().noneMatch(resolved)) {
            return Change.NONE;
        }
        QuarantineWriter writer = new QuarantineWriter(blobs, source);
        for (SetAside kept : all) {
            if (!resolved.test(kept)) {
                writer.add(kept);
            }
        }
        return new Change(names, writer.finish());
    }
}
