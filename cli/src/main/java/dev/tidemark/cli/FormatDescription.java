package dev.tidemark.cli;

import dev.tidemark.formats.record.ApacheAccessLog;
import dev.tidemark.formats.record.Delimited;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.record.GrokLines;
import dev.tidemark.formats.record.JsonDocument;
import dev.tidemark.formats.record.JsonLines;
import dev.tidemark.formats.record.NginxAccessLog;
import dev.tidemark.formats.record.Regex;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A format in words, option by option. */
final class FormatDescription {
    private FormatDescription() {}

    /** What {@code type} says in a configuration. */
    static String type(FormatOptions format) {
        return switch (format) {
            case JsonLines lines -> "jsonl";
            case JsonDocument document -> "json";
            case Delimited delimited -> "delimited";
            case Regex regex -> "regex";
            case GrokLines grok -> "grok";
            case NginxAccessLog nginx -> "nginx_access_log";
            case ApacheAccessLog apache -> "apache_access_log";
        };
    }

    static Map<String, Object> of(FormatOptions format) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("type", type(format));
        switch (format) {
            case JsonLines lines -> {}
            case JsonDocument document -> options.put("records", document.records());
            case Delimited delimited -> delimited(options, delimited);
            case Regex regex -> options.put("layout", regex.layout());
            case GrokLines grok -> {
                options.put("layout", grok.layout());
                options.put("patterns", grok.patterns());
            }
            case NginxAccessLog nginx -> options.put("layout", nginx.layout());
            case ApacheAccessLog apache -> options.put("layout", apache.layout());
        }
        return options;
    }

    private static void delimited(Map<String, Object> options, Delimited delimited) {
        options.put("delimiter", delimited.delimiter());
        options.put("quote", delimited.quote());
        options.put("escape", delimited.escape());
        options.put("comment", delimited.comment());
        options.put("header", delimited.header().name().toLowerCase(Locale.ROOT));
        options.put("columns", delimited.columns());
    }
}
