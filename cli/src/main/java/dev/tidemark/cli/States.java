package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.formats.spi.StateStorePlace;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of every source of a workspace, configured or not.
 *
 * @param stores   each once, however many sources use it
 * @param warnings are told what the stores warn of
 */
record States(Set<StateStorePlace> stores, Set<String> sources, Consumer<String> warnings) {
    private static final String STREAMS = "/streams/";

    /** What is remembered of one stream; {@code json} is the document as it is stored. */
    record Stream(String source, String name, StateDocument document, String json) {}

    static States of(Configuration configuration, Consumer<String> warnings) throws IOException {
        Set<StateStorePlace> stores = new LinkedHashSet<>();
        stores.add(configuration.state().store());
        for (SourceSettings source : configuration.sources().values()) {
            stores.add(source.state().store());
        }
        Set<String> sources = new TreeSet<>();
        for (StateStorePlace place : stores) {
            try (StateStore store = place.open(warnings)) {
                store.keys("").stream()
                        .filter(key -> key.indexOf('/') > 0)
                        .map(States::source)
                        .forEach(sources::add);
            }
        }
        return new States(stores, sources, warnings);
    }

    /** Shows every stream, or those of one source. @throws IOException also if a document is damaged */
    void documents(@Nullable String source, Consumer<Stream> show) throws IOException {
        for (StateStorePlace place : stores) {
            try (StateStore store = place.open(warnings)) {
                for (String key : store.keys("")) {
                    if (key.contains(STREAMS) && (source == null || source.equals(source(key)))) {
                        Optional<StateStore.Entry> entry = store.load(key);
                        if (entry.isPresent()) {
                            show.accept(stream(key + " in " + place, key, entry.get()));
                        }
                    }
                }
            }
        }
    }

    private static Stream stream(String place, String key, StateStore.Entry entry) throws IOException {
        StateDocument document = StateDocument.decode(place, entry.value());
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
