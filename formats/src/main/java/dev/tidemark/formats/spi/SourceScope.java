package dev.tidemark.formats.spi;

import java.nio.file.Path;

/**
 * Which source is to be read.
 *
 * @param source    its name
 * @param workspace the folder that relative paths of the settings begin at, absolute
 */
public record SourceScope(String source, Path workspace) {}
