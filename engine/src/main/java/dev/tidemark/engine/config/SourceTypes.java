package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.SourceType;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The sorts of places to collect from that other modules offer. */
final class SourceTypes {
    /** The connector that needs no other module. */
    static final String FILE = "file";

    /** Reads the name of a connector. */
    static final Kind<String> NAME = Kind.TEXT.map("the name of a connector", SourceTypes::known);

    private SourceTypes() {}

    /** By name. */
    static List<SourceType> all() {
        List<SourceType> all = new ArrayList<>();
        ServiceLoader.load(SourceType.class, SourceTypes.class.getClassLoader()).forEach(all::add);
        all.sort(Comparator.comparing(SourceType::name));
        return all;
    }

    /** That of a name; empty for files. Looks for others only if it has to: most sources are files. */
    static Optional<SourceType> named(String name) {
        return name.equals(FILE)
                ? Optional.empty()
                : all().stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** Their names, that of files first. */
    static List<String> names() {
        List<String> names = new ArrayList<>(List.of(FILE));
        all().forEach(type -> names.add(type.name()));
        return names;
    }

    private static String known(String name) {
        if (!name.equals(FILE) && named(name).isEmpty()) {
            throw new IllegalArgumentException("there is no connector '" + name + "'" + Nearest.hint(name, names()));
        }
        return name;
    }
}
