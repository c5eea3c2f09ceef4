package dev.tidemark.engine.file;

import dev.tidemark.api.Artifact;
import dev.tidemark.api.Period;
import java.util.Map;

/** A file that the layout describes. */
record Found(Entry file, String stream, Period period, Map<String, String> labels) {
    Artifact artifact(String id, String tag, long next, Artifact.Content content) {
        return new Artifact(
                id, stream, file.location(), period, file.changed(), file.size(), tag, next, content, labels);
    }
}
