package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.quarantine.RecordDigest;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.formats.Input;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a collection has to know of what was set aside before: so that nothing comes in by two ways. The discovering
 * thread asks, the committing thread tells what was collected.
 */
final class Aside {
    private final SourceSpec spec;
    private final Blobs blobs;
    private final Function<String, CollectionState> states;
    private List<String> names;
    private final Map<String, SetAside> byLocation = new ConcurrentHashMap<>();
    private final Map<String, List<SetAside>> records = new HashMap<>();
    /** Where artifacts lie now that were set aside as a whole, by their ids. */
    private final Map<String, String> places = new ConcurrentHashMap<>();

    /** @param states what is counted of a stream, without what is to be collected again */
    Aside(SourceSpec spec, Blobs blobs, Function<String, CollectionState> states, List<String> names)
            throws IOException {
        this.spec = spec;
        this.blobs = blobs;
        this.states = states;
        this.names = names;
        for (SetAside one : Quarantine.read(blobs, names)) {
            Artifact artifact = one.artifact();
            byLocation.put(artifact.location(), one);
            if (one.isWhole()) {
                places.put(artifact.id(), artifact.location());
            } else {
                records.computeIfAbsent(artifact.id(), id -> new ArrayList<>()).add(one);
            }
        }
    }

    /** Takes notice of an artifact, wanted or not: one that is set aside may lie elsewhere by now. */
    void offered(Artifact artifact) {
        places.computeIfPresent(artifact.id(), (id, before) -> artifact.location());
    }

    /**
     * Whether an artifact that looks new is one that was collected, with only the records mended that were set aside.
     * Its other rows are stored; replaying the quarantine brings in the mended ones.
     */
    boolean mended(Artifact artifact) {
        SetAside before = byLocation.get(artifact.location());
        if (before == null
                || before.isWhole()
                || artifact.next() > 0
                || before.artifact().next() > 0
                || isToBeCollectedAgain(before.artifact())) {
            return false;
        }
        try {
            RecordDigest digest = digest(before, artifact);
            return digest.evidence().equals(before.evidence().get()) && !digest.goesOn();
        } catch (IOException e) {
            return false; // it is read again with its chunk, and what is wrong with it is told then
        }
    }

    /** Whether the state does not know any more that it was collected. */
    private boolean isToBeCollectedAgain(Artifact artifact) {
        return states.apply(artifact.stream()).mark(artifact.id()).isEmpty();
    }

    private RecordDigest digest(SetAside before, Artifact artifact) throws IOException {
        TableRows table = spec.table().rows();
        RecordDigest digest = new RecordDigest(
                table.schema(),
                before.ordinals(),
                before.evidence().orElseThrow().last());
        try (InputStream bytes = spec.source().open(artifact)) {
            Input input =
                    new Input(artifact.location(), bytes, before.artifact().next(), ChunkConverter.tail(artifact));
            table.decoders().get().decode(input, digest);
        }
        return digest;
    }

    /**
     * What changes in quarantine because artifacts are collected now that were set aside as a whole, or of which
     * records were and that are read once more from their beginning.
     */
    Quarantine.Change collected(List<Converted> chunks) throws IOException {
        Set<Artifact> resolved = new HashSet<>();
        for (Converted chunk : chunks) {
            for (Outcome outcome : chunk.outcomes()) {
                if (outcome instanceof Outcome.Read read && isWhole(read.artifact())) {
                    resolved.addAll(resolved(read.artifact()));
                }
            }
        }
        if (resolved.isEmpty()) {
            return Quarantine.Change.NONE;
        }
        Quarantine.Change change =
                Quarantine.without(blobs, spec.name(), names, one -> resolved.contains(one.artifact()));
        names = change.written();
        byLocation.values().removeIf(one -> resolved.contains(one.artifact()));
        return change;
    }

    /** Not one that goes on, nor one that is only remembered in another way: of that nothing was read. */
    private static boolean isWhole(Artifact artifact) {
        return artifact.next() == 0 && artifact.content() != Artifact.Content.KNOWN;
    }

    private List<Artifact> resolved(Artifact read) {
        List<Artifact> resolved = new ArrayList<>();
        SetAside there = byLocation.get(read.location());
        if (there != null
                && there.isWhole()
                && read.location().equals(places.get(there.artifact().id()))) {
            resolved.add(there.artifact());
        }
        for (SetAside one : records.getOrDefault(read.id(), List.of())) {
            if (one.artifact().stream().equals(read.stream()) && isReadAgain(one, read)) {
                resolved.add(one.artifact());
            }
        }
        return resolved;
    }

    /** Whether the records beside those that were set aside are the same: else it is another artifact by now. */
    private boolean isReadAgain(SetAside before, Artifact read) {
        if (read.cursor().isPresent()) {
            return true; // all that follows its position comes once more
        }
        try {
            return digest(before, read).evidence().equals(before.evidence().orElseThrow());
        } catch (IOException e) {
            return false; // it stays in quarantine, and replaying looks again
        }
    }
}
