/**
 * Configuration documents: TOML with typed keys, whose problems are gathered and reported all at once.
 *
 * <p>A {@link dev.tidemark.formats.toml.Key} declares a name, a kind and a meaning; a
 * {@link dev.tidemark.formats.toml.Section} reads keys and remembers which, so that every other key is a problem that
 * names the nearest valid one; {@link dev.tidemark.formats.toml.Reference} describes the same keys to people.
 *
 * <pre>{@code
 * Problems problems = new Problems();
 * Section root = Document.read(Path.of("tidemark.toml"), problems);
 * for (Section source : root.read(SOURCES).values()) {
 *     String connector = source.read(CONNECTOR);
 * }
 * root.end();
 * problems.check();
 * }</pre>
 */
@NullMarked
package dev.tidemark.formats.toml;

import org.jspecify.annotations.NullMarked;
