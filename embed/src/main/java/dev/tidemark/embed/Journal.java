package dev.tidemark.embed;

import dev.tidemark.engine.store.FolderBlobs;
import dev.tidemark.lake.Lake;

/** Where manifests of claims, and quarantined records, lie: beside the tables. */
final class Journal {
    private Journal() {}

    static FolderBlobs of(Lake lake) {
        return new FolderBlobs(lake.folder().resolve("journal"));
    }
}
