package dev.tidemark.elastic.source;

import dev.tidemark.formats.spi.Description;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the mappings of the indexes say, read when somebody asks. A document is visible after the mapping has its fields:
 * read after the checkpoints, it has those of every document up to them. Safe for many threads.
 */
final class IndexDescription {
    private final Cluster cluster;
    private final IndexSettings settings;
    private final Consumer<String> warnings;
    private @Nullable Description known;

    IndexDescription(Cluster cluster, IndexSettings settings, Consumer<String> warnings) {
        this.cluster = cluster;
        this.settings = settings;
        this.warnings = warnings;
    }

    /** It is read again when it is asked for next: checkpoints are about to be read. */
    synchronized void forget() {
        known = null;
    }

    synchronized Description read() throws IOException {
        if (known == null) {
            Mappings mappings =
                    new Mappings(FieldChoice.of(settings.includes(), settings.excludes()), settings.timestamp());
            known = mappings.description(cluster.mappings(settings.index()));
            mappings.warnings(known).forEach(warnings);
        }
        return known;
    }
}
