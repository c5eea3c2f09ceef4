package dev.tidemark.cli.collect;

import dev.tidemark.formats.toml.Document;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source that the command line describes: files for a table.
 *
 * <p>Its name is the table's, whatever the paths are. So files that are collected again, by the same path or a folder
 * around it, are known.
 *
 * @param paths files, folders and globs, absolute
 */
public record AdHoc(String table, List<String> paths) {
    private static final String SUFFIX = "-files";

    /** @param here the folder that relative paths begin at */
    public static AdHoc of(String table, List<String> paths, Path here) {
        return new AdHoc(
                table,
                paths.stream()
                        .map(path ->
                                here.toAbsolutePath().resolve(path).normalize().toString())
                        .toList());
    }

    /** The source that once had this name, with paths of its own. */
    public static AdHoc named(String name, List<String> paths) {
        String table = name;
        while (table.endsWith(SUFFIX)) {
            table = table.substring(0, table.length() - SUFFIX.length());
        }
        return new AdHoc(table, paths);
    }

    /** @param taken names of configured sources, which keep their state to themselves */
    public String name(Set<String> taken) {
        String name = table;
        while (taken.contains(name)) {
            name += SUFFIX;
        }
        return name;
    }

    /** The same as a file of configuration would say it. */
    public String toml(Set<String> taken) {
        String list = paths.stream().map(Document::text).collect(Collectors.joining(", "));
        return "[sources." + Document.text(name(taken)) + "]\ntable = " + Document.text(table)
                + "\nconfig = { paths = [" + list + "] }\n";
    }
}
