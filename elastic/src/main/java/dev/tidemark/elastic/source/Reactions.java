package dev.tidemark.elastic.source;

import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Section;
import java.util.List;

/**
 * What is done where an index is not what was read before.
 *
 * @param deleted   it is gone, and was not read to its end
 * @param recreated it is another one of the same name
 */
record Reactions(Reaction deleted, Reaction recreated) {
    static final Reactions COLLECT = new Reactions(Reaction.COLLECT, Reaction.COLLECT);

    private static final Key<Reaction> ON_INDEX_DELETED = Key.of(
            "on_index_deleted",
            Kind.choice(Reaction.class),
            Reaction.COLLECT,
            "What happens when an index is gone that was not read to its end: it is remembered as a gap, told once by a"
                    + " run that is then not complete, and the others are collected; it is skipped with a warning and"
                    + " without a gap; or nothing of the source is read until it is decided.");
    private static final Key<Reaction> ON_NEW_UUID = Key.of(
            "on_new_uuid",
            Kind.choice(Reaction.class),
            Reaction.COLLECT,
            "What happens when an index is another one than was read before, made again under the same name: it is read"
                    + " from its beginning; it is not read, with a warning in every run; or nothing of the source is"
                    + " read until it is decided. What was not read of the one before is up to `on_index_deleted`.");

    static final List<Key<?>> KEYS = List.of(ON_INDEX_DELETED, ON_NEW_UUID);

    static Reactions read(Section section) {
        return new Reactions(section.read(ON_INDEX_DELETED), section.read(ON_NEW_UUID));
    }
}
