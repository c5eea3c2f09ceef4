package dev.tidemark.testkit;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Listing;
import dev.tidemark.api.Period;
import dev.tidemark.api.Range;
import dev.tidemark.api.Source;
import dev.tidemark.api.state.Granularity;
import dev.tidemark.api.state.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Artifacts in memory; putting one of an id again replaces it. */
public final class MemorySource implements Source {
    private record Item(Artifact artifact, byte[] content) {}

    private final Map<String, Item> items = new ConcurrentHashMap<>();

    public void put(Artifact artifact, byte[] content) {
        items.put(artifact.id(), new Item(artifact, content.clone()));
    }

    public void remove(String id) {
        items.remove(id);
    }

    @Override
    public void discover(Range range, Listing listing) {
        items.values().stream()
                .map(Item::artifact)
                .filter(artifact -> isIn(range, artifact.period()))
                .sorted(Comparator.comparing(
                                (Artifact artifact) -> artifact.period().start())
                        .thenComparing(Artifact::changed)
                        .thenComparing(Artifact::id))
                .forEach(listing::offer);
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        Item item = items.get(artifact.id());
        if (item == null) {
            throw new NoSuchFileException(artifact.location());
        }
        return new ByteArrayInputStream(item.content());
    }

    @Override
    public Mark mark(Artifact artifact, long next) {
        return new Mark(artifact.period().start(), artifact.size(), next, artifact.tag());
    }

    @Override
    public void close() {}

    private static boolean isIn(Range range, Period period) {
        return period.granularity() == Granularity.UNKNOWN || range.contains(period.start());
    }
}
