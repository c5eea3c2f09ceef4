package dev.tidemark.formats.record;

/** What a user says about a format. Each is checked when it is made, and its message names option and value. */
public sealed interface FormatOptions
        permits JsonLines, JsonDocument, Delimited, Regex, GrokLines, NginxAccessLog, ApacheAccessLog {}
