package dev.tidemark.elastic.source;

import dev.tidemark.api.RowLookup;
import java.util.function.Consumer;

/**
 * An index of which name and UUID are known, and what it takes to read it otherwise than by sequence number.
 *
 * @param uuid     another index of the same name has another one
 * @param names    tells the types of its fields
 * @param rows     of earlier runs
 * @param warnings what people should know
 */
record NamedIndex(
        Cluster cluster,
        IndexSettings settings,
        String name,
        String uuid,
        IndexNames names,
        RowLookup rows,
        Consumer<String> warnings) {}
