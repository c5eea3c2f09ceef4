package dev.tidemark.engine.config;

import dev.tidemark.formats.table.CompiledTable;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Nearest;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.util.List;

/** {@code [sources.NAME.config]}: what one sort of source needs to know. */
public sealed interface ConnectorSettings permits FileSettings {
    /** Names of the connectors that there are. */
    List<String> NAMES = List.of("file");

    /** Reads the name of a connector. */
    Kind<String> NAME = Kind.TEXT.map("the name of a connector", name -> {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no connector '" + name + "'" + Nearest.hint(name, NAMES));
        }
        return name;
    });

    /**
     * Reads the settings of a connector that there is.
     *
     * @param table that the rows go to
     */
    static ConnectorSettings read(Section section, CompiledTable table, Path workspace) {
        return FileSettings.read(section, table.files(), workspace);
    }
}
