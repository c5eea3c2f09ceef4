package dev.tidemark.engine.config;

import dev.tidemark.engine.store.FileStoreType;
import dev.tidemark.formats.spi.StateStoreType;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The sorts of state stores that there are. */
final class StateStoreTypes {
    static final StateStoreType FILE = new FileStoreType();

    /** Reads the name of one. */
    static final Kind<StateStoreType> NAME = Kind.TEXT.map("the name of a state store", StateStoreTypes::named);

    private StateStoreTypes() {}

    /** Files first, the others by name. */
    static List<StateStoreType> all() {
        List<StateStoreType> all = new ArrayList<>();
        ServiceLoader.load(StateStoreType.class, StateStoreTypes.class.getClassLoader())
                .forEach(all::add);
        all.sort(Comparator.comparing(StateStoreType::name));
        all.addFirst(FILE);
        return all;
    }

    /** Looks for others only if it has to: most states are files. */
    private static StateStoreType named(String name) {
        if (name.equals(FILE.name())) {
            return FILE;
        }
        List<StateStoreType> all = all();
        return all.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no state store '" + name + "'"
                        + Nearest.hint(
                                name, all.stream().map(StateStoreType::name).toList())));
    }
}
