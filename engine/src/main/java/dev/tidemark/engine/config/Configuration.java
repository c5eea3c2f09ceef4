package dev.tidemark.engine.config;

import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.toml.ConfigurationException;
import dev.tidemark.formats.toml.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that {@code tidemark.toml}, and other {@code *.toml} beside it, say.
 *
 * @param workspace the folder they lie in, absolute
 * @param files     that were read; none is fine, then all is as it is by default
 * @param checks    how often health is checked
 * @param catalog   the built-in tables and formats, and those of the files
 * @param sources   by name, in the order they are written
 * @param remarks   what a user should know of it although nothing is wrong, each with its place
 */
public record Configuration(
        Path workspace,
        List<Path> files,
        LakeLocation lake,
        StateSettings state,
        Duration checks,
        Catalog catalog,
        Map<String, SourceSettings> sources,
        List<String> remarks) {
    /** The file that makes a folder a workspace. */
    public static final String FILE = "tidemark.toml";

    public Configuration {
        files = List.copyOf(files);
        remarks = List.copyOf(remarks);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /**
     * Reads the configuration of a workspace.
     *
     * @throws ConfigurationException with everything that is wrong with it
     * @throws IOException if the folder or a file in it cannot be read
     */
    public static Configuration load(Path workspace) throws ConfigurationException, IOException {
        return load(workspace, "", "");
    }

    /**
     * Reads the configuration of a workspace and one more document.
     *
     * @param name stands for the document in messages
     * @param toml of the same form as a file
     */
    public static Configuration load(Path workspace, String name, String toml)
            throws ConfigurationException, IOException {
        Problems problems = new Problems();
        ConfigurationReader reader =
                new ConfigurationReader(workspace.toAbsolutePath().normalize(), problems);
        reader.files();
        reader.text(name, toml);
        Configuration configuration = reader.read();
        problems.check();
        return configuration;
    }
}
