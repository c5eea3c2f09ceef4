package dev.tidemark.engine.config;

import dev.tidemark.formats.spi.SourcePlace;

/** Settings of a connector that another module offers. */
public record PlaceSettings(SourcePlace place) implements ConnectorSettings {}
