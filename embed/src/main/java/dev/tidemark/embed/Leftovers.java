package dev.tidemark.embed;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Sink;
import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.JournalSweep;
import dev.tidemark.engine.commit.Unpublished;
import dev.tidemark.engine.store.FolderBlobs;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Sweep;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;

/** Files that collectors left in the lake when they died, or lost a race, before their claim. */
final class Leftovers {
    /** A file younger than this may still be claimed by a collector that is at work. */
    private static final Duration GRACE = Duration.ofHours(24);

    private Leftovers() {}

    /** Removes from the journal what no claim of the sources refers to; how many documents that were. */
    static int removeFromJournal(States states, FolderBlobs journal, Sink sink, Instant now) throws IOException {
        Instant old = now.minus(GRACE);
        JournalSweep sweep = new JournalSweep(journal, sink, name -> isOld(journal, name, old));
        int removed = 0;
        for (StateStorePlace place : states.stores()) {
            try (StateStore store = place.open(states.warnings())) {
                for (String source : states.sources()) {
                    removed += sweep.sweep(source, store);
                }
            }
        }
        return removed;
    }

    private static boolean isOld(FolderBlobs journal, String name, Instant old) throws IOException {
        try {
            return journal.written(name).isBefore(old);
        } catch (NoSuchFileException e) {
            return false; // a collector has removed it
        }
    }

    /** Removes them, of all sources: what a claim may hold that is not published yet is known from the journal. */
    static Sweep.Outcome remove(Lake lake, Blobs journal, Sink sink) throws IOException {
        return new Sweep(lake).sweep(Unpublished.chunks(journal, sink), GRACE);
    }
}
