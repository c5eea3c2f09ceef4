package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.store.FileStateStore;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of every source of a workspace, configured or not.
 *
 * @param folders of the stores, absolute
 */
record States(Set<Path> folders, Set<String> sources) {
    private static final String STREAMS = "/streams/";

    /** What is remembered of one stream; {@code json} is the document as it is stored. */
    record Stream(String source, String name, StateDocument document, String json) {}

    static States of(Configuration configuration) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(configuration.state().location());
        for (SourceSettings source : configuration.sources().values()) {
            folders.add(source.state().location());
        }
        Set<String> sources = new TreeSet<>();
        for (Path folder : folders) {
            try (StateStore store = new FileStateStore(folder)) {
                store.keys("").stream()
                        .filter(key -> key.indexOf('/') > 0)
                        .map(States::source)
                        .forEach(sources::add);
            }
        }
        return new States(folders, sources);
    }

    /** Shows every stream, or those of one source. @throws IOException also if a document is damaged */
    void documents(@Nullable String source, Consumer<Stream> show) throws IOException {
        for (Path folder : folders) {
            try (StateStore store = new FileStateStore(folder)) {
                for (String key : store.keys("")) {
                    if (key.contains(STREAMS) && (source == null || source.equals(source(key)))) {
                        Optional<StateStore.Entry> entry = store.load(key);
                        if (entry.isPresent()) {
                            show.accept(stream(folder.resolve(key + ".json"), key, entry.get()));
                        }
                    }
                }
            }
        }
    }

    private static Stream stream(Path place, String key, StateStore.Entry entry) throws IOException {
        StateDocument document = StateDocument.decode(place.toString(), entry.value());
        String source = source(key);
        String name =
                document.id().startsWith(source + "/") ? document.id().substring(source.length() + 1) : document.id();
        return new Stream(source, name, document, new String(entry.value(), UTF_8).strip());
    }

    /** The first segment of a key is the source's name, with other characters than letters and digits as %XX. */
    private static String source(String key) {
        return URLDecoder.decode(key.substring(0, key.indexOf('/')), UTF_8);
    }
}
