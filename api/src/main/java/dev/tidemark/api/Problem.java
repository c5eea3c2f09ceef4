package dev.tidemark.api;

/**
 * Something that kept a part of a source from being collected.
 *
 * @param place  what could not be listed or read: a path, a key, a URL without secrets
 * @param reason what happened, which value, and what to do
 */
public record Problem(String place, String reason) {}
