package dev.tidemark.cli.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.api.StateStore;
import dev.tidemark.engine.commit.Records;
import dev.tidemark.engine.commit.SourceRecords;
import dev.tidemark.engine.config.Configuration;
import dev.tidemark.engine.config.SourceSettings;
import dev.tidemark.formats.spi.StateStorePlace;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the stores of a workspace hold that tells how the collection goes.
 *
 * @param saved      by source, configured or not
 * @param unreadable sources whose store cannot be used, and why
 */
record Gathered(Map<String, SourceRecords> saved, Map<String, String> unreadable) {
    static Gathered of(Configuration configuration, Consumer<String> warnings) {
        Map<StateStorePlace, Set<String>> places = new LinkedHashMap<>();
        places.put(configuration.state().store(), new TreeSet<>());
        for (SourceSettings source : configuration.sources().values()) {
            places.computeIfAbsent(source.state().store(), place -> new TreeSet<>())
                    .add(source.name());
        }
        Gathered gathered = new Gathered(new TreeMap<>(), new TreeMap<>());
        places.forEach((place, sources) -> gathered.add(configuration, place, sources, warnings));
        return gathered;
    }

    private void add(
            Configuration configuration, StateStorePlace place, Set<String> sources, Consumer<String> warnings) {
        try (StateStore store = place.open(warnings)) {
            for (String source : sources) {
                saved.put(source, Records.read(source, store));
            }
            for (String other : others(store)) {
                if (!configuration.sources().containsKey(other)) {
                    saved.put(other, Records.read(other, store));
                }
            }
        } catch (IOException e) {
            for (String source : sources) {
                saved.remove(source);
                unreadable.put(source, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        }
    }

    /** The sources that a store holds something of: the first segment of a key is a source's name. */
    private static Set<String> others(StateStore store) throws IOException {
        Set<String> sources = new TreeSet<>();
        for (String key : store.keys("")) {
            if (key.indexOf('/') > 0) {
                sources.add(URLDecoder.decode(key.substring(0, key.indexOf('/')), UTF_8));
            }
        }
        return sources;
    }
}
