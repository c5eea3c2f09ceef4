package dev.tidemark.engine.config;

import dev.tidemark.formats.table.Catalog;
import dev.tidemark.formats.toml.Problems;
import dev.tidemark.formats.toml.Section;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of the tables that are made of what sources tell. */
final class MadeTables {
    private MadeTables() {}

    /** The name of a source with letters, digits and {@code _} only; a table of that name must not be there already. */
    static String name(String source, Section section, Catalog catalog) {
        String name = source.replaceAll("[^\\p{L}\\p{N}_]", "_");
        String made = Character.isDigit(name.charAt(0)) ? "_" + name : name;
        for (String other : catalog.tables()) {
            if (other.equalsIgnoreCase(made)) {
                section.problems()
                        .add(
                                section.place(),
                                "[" + section.path() + "] without 'table' its rows go to a table named " + made
                                        + ", and there is a table " + other + " that is not made of what it tells: add"
                                        + " table = \"" + other + "\" to collect into that one, or rename the source");
            }
        }
        return made;
    }

    /** Tells of sources whose tables would have the same name. */
    static void requireDifferent(Iterable<SourceSettings> sources, Problems problems) {
        Map<String, SourceSettings> made = new HashMap<>();
        for (SourceSettings source : sources) {
            if (source.table().isPresent()) {
                continue;
            }
            SourceSettings other = made.putIfAbsent(source.tableName().toLowerCase(Locale.ROOT), source);
            if (other != null) {
                problems.add(
                        source.place(),
                        "[sources." + source.name() + "] without 'table' its rows go to a table named "
                                + source.tableName() + ", as those of " + other.name() + " at " + other.place()
                                + " do: rename one of them, or give one a table of its own");
            }
        }
    }
}
