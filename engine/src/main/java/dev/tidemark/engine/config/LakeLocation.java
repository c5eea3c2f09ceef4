package dev.tidemark.engine.config;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code [lake]}: where rows go.
 *
 * @param path absolute
 */
public record LakeLocation(Path path) {
    private static final Key<String> PATH =
            Key.of("path", Kind.TEXT, "lake", "Folder of tables and their catalog, relative to the workspace.");
    static final List<Key<?>> KEYS = List.of(PATH);

    static LakeLocation standard(Path workspace) {
        return new LakeLocation(workspace.resolve("lake"));
    }

    static LakeLocation read(Section section, Path workspace) {
        return new LakeLocation(workspace.resolve(section.read(PATH)).normalize());
    }
}
