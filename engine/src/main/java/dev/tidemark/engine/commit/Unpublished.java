package dev.tidemark.engine.commit;

import dev.tidemark.api.Blobs;
import dev.tidemark.api.Sink;
import dev.tidemark.api.Staged;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What claims may hold that are not published yet, of all sources whose manifests are in a journal: also of those whose
 * state is kept elsewhere, or cannot be read.
 */
public final class Unpublished {
    private static final String FOLDER = "manifests/";

    private Unpublished() {}

    /**
     * The chunks of all manifests that are not of a published claim: the sink must keep what they refer to.
     *
     * @throws dev.tidemark.api.CorruptStateException if one is damaged: nobody knows what it refers to
     */
    public static List<Staged> chunks(Blobs blobs, Sink sink) throws IOException {
        Map<String, List<String>> sources = new TreeMap<>();
        for (String name : blobs.names(FOLDER)) {
            sources.computeIfAbsent(name.substring(0, name.lastIndexOf('/')), folder -> new ArrayList<>())
                    .add(name);
        }
        List<Staged> chunks = new ArrayList<>();
        for (List<String> names : sources.values()) {
            add(chunks, names.reversed(), blobs, sink);
        }
        return chunks;
    }

    /** @param names of manifests of one source, that of the highest number first */
    private static void add(List<Staged> chunks, List<String> names, Blobs blobs, Sink sink) throws IOException {
        long published = -1;
        for (String name : names) {
            if (published >= 0 && Manifests.claim(name) <= published) {
                return;
            }
            Manifest manifest;
            try {
                manifest = Manifests.decode(name, blobs.read(name));
            } catch (NoSuchFileException e) {
                continue; // dropped just now: nobody has claimed it
            }
            if (published < 0) {
                published = sink.published(manifest.source()).orElse(0L);
            }
            if (Manifests.claim(name) > published) {
                chunks.addAll(manifest.claim().chunks());
            }
        }
    }
}
