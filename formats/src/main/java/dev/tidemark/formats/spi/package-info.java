/**
 * What a module offers to the configuration, found with {@link java.util.ServiceLoader}: it names itself, declares its
 * keys, and reads them into something that can be opened.
 *
 * <p>A {@link dev.tidemark.formats.spi.StateStoreType} is listed in
 * {@code META-INF/services/dev.tidemark.formats.spi.StateStoreType} of its module's jar, and a
 * {@link dev.tidemark.formats.spi.SourceType} likewise.
 */
@NullMarked
package dev.tidemark.formats.spi;

import org.jspecify.annotations.NullMarked;
