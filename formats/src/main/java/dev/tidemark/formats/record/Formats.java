package dev.tidemark.formats.record;

import dev.tidemark.formats.bytes.Window;
import java.util.List;

/** Makes formats from what a user says about them. */
public final class Formats {
    private Formats() {}

    /** @throws IllegalArgumentException if a layout is wrong; the message says where, and what to write instead */
    public static Format of(FormatOptions options) {
        Compiled format = compiled(options);
        return wanted -> {
            for (int field = 0; field < wanted.size(); field++) {
                if (wanted.indexOf(wanted.get(field)) < field) {
                    throw new IllegalArgumentException("the field '" + wanted.get(field) + "' is wanted twice");
                }
            }
            return format.reader(wanted, new Window());
        };
    }

    /**
     * Reads JSON lines whole.
     *
     * @param wanted    paths, as {@link Format#reader} has them
     * @param unclaimed takes the other members of each record
     */
    public static RecordReader wholeLines(List<String> wanted, Unclaimed unclaimed) {
        return new JsonLinesReader(wanted, new Window(), unclaimed);
    }

    static Compiled compiled(FormatOptions options) {
        return switch (options) {
            case JsonLines lines -> JsonLinesReader::new;
            case JsonDocument document -> (wanted, window) -> new JsonDocumentReader(document, wanted, window);
            case Delimited delimited -> (wanted, window) -> new DelimitedReader(delimited, wanted, window);
            case Regex regex -> PatternFormat.of(regex);
            case GrokLines grok -> PatternFormat.of(grok);
            case NginxAccessLog nginx -> TemplateFormat.of(nginx);
            case ApacheAccessLog apache -> TemplateFormat.of(apache);
        };
    }

    /**
     * The fields that records of a format can have, in order; empty if only the data knows (JSON, and delimited lines
     * with a header).
     */
    public static List<String> names(FormatOptions options) {
        return switch (options) {
            case JsonLines lines -> List.of();
            case JsonDocument document -> List.of();
            case Delimited delimited ->
                delimited.header() == Delimited.Header.REQUIRED ? List.of() : delimited.columns();
            case Regex regex -> PatternFormat.of(regex).names();
            case GrokLines grok -> PatternFormat.of(grok).names();
            case NginxAccessLog nginx -> TemplateFormat.of(nginx).names();
            case ApacheAccessLog apache -> TemplateFormat.of(apache).names();
        };
    }
}
