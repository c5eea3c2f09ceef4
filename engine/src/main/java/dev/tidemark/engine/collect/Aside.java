package dev.tidemark.engine.collect;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Blobs;
import dev.tidemark.engine.quarantine.Quarantine;
import dev.tidemark.engine.quarantine.RecordDigest;
import dev.tidemark.engine.quarantine.SetAside;
import dev.tidemark.formats.Input;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a collection has to know of what was set aside before: so that nothing comes in by two ways. */
final class Aside {
    private final SourceSpec spec;
    private final Blobs blobs;
    private List<String> names;
    private final Map<String, SetAside> byLocation = new HashMap<>();

    Aside(SourceSpec spec, Blobs blobs, List<String> names) throws IOException {
        this.spec = spec;
        this.blobs = blobs;
        this.names = names;
        for (SetAside one : Quarantine.read(blobs, names)) {
            byLocation.put(one.artifact().location(), one);
        }
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
                || before.artifact().next() > 0) {
            return false;
        }
        RecordDigest digest = new RecordDigest(
                spec.table().schema(),
                before.ordinals(),
                before.evidence().get().last());
        try (InputStream bytes = spec.source().open(artifact)) {
            Input input = new Input(artifact.location(), bytes, 0, ChunkConverter.tail(artifact));
            spec.table().decoders().get().decode(input, digest);
        } catch (IOException e) {
            return false; // it is read again with its chunk, and what is wrong with it is told then
        }
        return digest.evidence().equals(before.evidence().get()) && !digest.goesOn();
    }

    /** What changes in quarantine because artifacts that were set aside as a whole are collected now. */
    Quarantine.Change collected(List<Converted> chunks) throws IOException {
        Set<String> locations = new HashSet<>();
        for (Converted chunk : chunks) {
            for (Outcome outcome : chunk.outcomes()) {
                if (outcome instanceof Outcome.Read read && read.artifact().next() == 0) {
                    locations.add(read.artifact().location());
                }
            }
        }
        locations.removeIf(location -> {
            SetAside before = byLocation.get(location);
            return before == null || !before.isWhole();
        });
        if (locations.isEmpty()) {
            return Quarantine.Change.NONE;
        }
        Quarantine.Change change = Quarantine.without(
                blobs,
                spec.name(),
                names,
                one -> one.isWhole() && locations.contains(one.artifact().location()));
        names = change.written();
        byLocation.keySet().removeAll(locations);
        return change;
    }
}
