package dev.tidemark.elastic.state;

import dev.tidemark.elastic.http.Connection;
import dev.tidemark.elastic.http.ConnectionSettings;
import dev.tidemark.elastic.http.SearchClient;
import dev.tidemark.formats.spi.StateStorePlace;
import dev.tidemark.formats.spi.StateStoreScope;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The settings of the store, the same for both products. */
final class StoreSettings {
    private static final Key<String> INDEX = Key.of(
            "index",
            Kind.TEXT.map("the name of an index", StoreSettings::index),
            "connector_states",
            "Name of the index that holds the state; it is made when something is saved first.");

    private StoreSettings() {}

    static List<Key<?>> keys() {
        List<Key<?>> keys = new ArrayList<>(List.of(INDEX));
        keys.addAll(ConnectionSettings.KEYS);
        return keys;
    }

    static StateStorePlace read(Section config, StateStoreScope scope) {
        String index = config.read(INDEX);
        String id = scope.stateId().orElse("");
        Connection connection = ConnectionSettings.read(config, scope.workspace());
        String hosts =
                connection.hosts().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
        String location = hosts + " index " + index + (id.isEmpty() ? "" : " state " + id);
        return new StateStorePlace(
                location,
                warnings -> new ElasticStateStore(new SearchClient(connection), index, id, Clock.systemUTC()));
    }

    private static String index(String name) {
        if (!name.matches("[a-z0-9.][a-z0-9._+-]*") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name + "' can be no name of an index: use lower-case letters,"
                    + " digits, '.', '_' and '-', and begin with a letter or a digit");
        }
        return name;
    }
}
