package dev.tidemark.engine.config;

/** {@code [sources.NAME.config]}: what one sort of source needs to know. */
public sealed interface ConnectorSettings permits FileSettings, PlaceSettings {}
