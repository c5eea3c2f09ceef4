package dev.tidemark.embed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.api.state.CollectionState;
import dev.tidemark.engine.commit.SourceStatistics;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.engine.state.StateDocument;
import dev.tidemark.engine.state.Statistics;
import dev.tidemark.engine.state.StreamRecord;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.toml.Nearest;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of every source of a workspace, configured or not.
 *
 * @param stores   each once, however many sources use it
 * @param warnings are told what the stores warn of
 * @param tracked  which figures of a source are shown beside its position
 */
public record States(
        Set<StateStorePlace> stores,
        Set<String> sources,
        Consumer<String> warnings,
        Function<String, Set<String>> tracked) {
    private static final String STREAMS = "/streams/";
    private static final String RECORDS = "/records/";

    /**
     * What is remembered of one stream.
     *
     * @param document with the figures of the stream's record
     * @param tracked  which of these are shown
     */
    public record Stream(String source, String name, StateDocument document, Set<String> tracked) {
        /** The document as it is shown and exported. */
        public String json() {
            return new String(document.encode(tracked), UTF_8);
        }
    }

    public static States of(Configuration configuration, Consumer<String> warnings) throws IOException {
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
        return new States(stores, sources, warnings, source -> {
            SourceSettings settings = configuration.sources().get(source);
            return Set.copyOf((settings == null ? configuration.state() : settings.state()).tracked());
        });
    }

    /** Tells what the stores hold of every source, or of one, store by store. */
    public void statistics(@Nullable String source, Consumer<SourceStatistics> tell) throws IOException {
        for (StateStorePlace place : stores) {
            try (StateStore store = place.open(warnings)) {
                for (String each : sources) {
                    if (source == null || source.equals(each)) {
                        SourceStatistics.of(each, store).ifPresent(tell);
                    }
                }
            }
        }
    }

    /** The source, if anything is remembered of it. @throws UnknownNameException that offers the nearest if nothing is */
    public String known(String source) {
        if (!sources.contains(source)) {
            throw new UnknownNameException(
                    "nothing is remembered of a source '" + source + "'" + Nearest.hint(source, sources));
        }
        return source;
    }

    /** Where a source is remembered: where it is configured to be, or else where something of it is. */
    public StateStorePlace place(Configuration configuration, String source) throws IOException {
        SourceSettings settings = configuration.sources().get(source);
        if (settings != null) {
            return settings.state().store();
        }
        for (StateStorePlace place : stores) {
            try (StateStore store = place.open(warnings)) {
                if (SourceStatistics.of(source, store).isPresent()) {
                    return place;
                }
            }
        }
        return configuration.state().store();
    }

    /** Shows every stream, or those of one source. @throws IOException also if a document is damaged */
    public void documents(@Nullable String source, Consumer<Stream> show) throws IOException {
        for (StateStorePlace place : stores) {
            try (StateStore store = place.open(warnings)) {
                for (String key : streams(store)) {
                    if (source == null || source.equals(source(key))) {
                        stream(store, key, key + " in " + place).ifPresent(show);
                    }
                }
            }
        }
    }

    /** The keys of the documents of all streams, also of such as have a record and no document yet. */
    private static Set<String> streams(StateStore store) throws IOException {
        Set<String> streams = new TreeSet<>();
        for (String key : store.keys("")) {
            if (key.contains(STREAMS) || key.contains(RECORDS)) {
                streams.add(key.replace(RECORDS, STREAMS));
            }
        }
        return streams;
    }

    private Optional<Stream> stream(StateStore store, String key, String place) throws IOException {
        Optional<StateStore.Entry> entry = store.load(key);
        Optional<StreamRecord> record = record(store, key.replace(STREAMS, RECORDS));
        Optional<StateDocument> document = entry.isPresent()
                ? Optional.of(StateDocument.decode(place, entry.get().value()))
                : record.map(States::empty);
        String source = source(key);
        return document.map(found -> {
            String name = found.id().startsWith(source + "/") ? found.id().substring(source.length() + 1) : found.id();
            return new Stream(source, name, record.map(found::with).orElse(found), tracked.apply(source));
        });
    }

    /** What is told of a stream; what is remembered of it can be shown without. */
    private Optional<StreamRecord> record(StateStore store, String key) {
        try {
            Optional<StateStore.Entry> entry = store.load(key);
            return entry.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            StreamRecord.decode("the record " + key, entry.get().value()));
        } catch (IOException e) {
            warnings.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static StateDocument empty(StreamRecord told) {
        return new StateDocument(
                told.source() + "/" + told.stream(),
                told.updated(),
                0,
                CollectionState.EMPTY,
                Statistics.NONE,
                Map.of("connector_type", told.connector(), "source", told.source(), "stream", told.stream()));
    }

    /** The first segment of a key is the source's name, with other characters than letters and digits as %XX. */
    private static String source(String key) {
        return URLDecoder.decode(key.substring(0, key.indexOf('/')), UTF_8);
    }
}
