package dev.tidemark.formats.table;

import dev.tidemark.formats.grok.Grok;
import dev.tidemark.formats.record.ApacheAccessLog;
import dev.tidemark.formats.record.Delimited;
import dev.tidemark.formats.record.FormatOptions;
import dev.tidemark.formats.record.Formats;
import dev.tidemark.formats.record.GrokLines;
import dev.tidemark.formats.record.JsonDocument;
import dev.tidemark.formats.record.JsonLines;
import dev.tidemark.formats.record.NginxAccessLog;
import dev.tidemark.formats.record.Regex;
import dev.tidemark.formats.toml.Key;
import dev.tidemark.formats.toml.Kind;
import dev.tidemark.formats.toml.Reference;
import dev.tidemark.formats.toml.Section;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads formats: {@code [formats.NAME]}, or a table in the place of a format's name. */
final class FormatReader {
    /** The sorts of formats. */
    enum Sort {
        JSONL("one JSON object per line"),
        JSON("JSON documents that hold records"),
        DELIMITED("fields between delimiters"),
        REGEX("lines whose fields are the named groups of a regular expression"),
        GROK("lines whose fields are the named parts of a grok pattern"),
        AWS_VPC_FLOW_LOG("flow logs; a header decides the order of the fields"),
        NGINX_ACCESS_LOG("lines as nginx's `log_format` makes them; fields are its variables"),
        APACHE_ACCESS_LOG("lines as Apache's `LogFormat` makes them; fields are named like the columns of the table");

        private final String meaning;

        Sort(String meaning) {
            this.meaning = meaning;
        }
    }

    static final Key<Sort> TYPE = Key.required("type", Kind.choice(Sort.class), Sort.JSONL, "the sort of the format");
    static final Key<String> DESCRIPTION = Key.of("description", Kind.TEXT, "", "what it is for");
    static final Key<String> RECORDS =
            Key.of("records", Kind.TEXT, "", "path of the list that holds the records, such as `detail.findings`");
    static final Key<String> LAYOUT = Key.required("layout", Kind.TEXT, "%{GREEDYDATA}", "how a line is made up");
    static final Key<String> APACHE_LAYOUT =
            Key.of("layout", Kind.TEXT, "", "Apache's LogFormat; empty: common or combined");
    static final Key<Map<String, String>> PATTERNS =
            Key.of("patterns", Kind.NAMED_TEXTS, Map.of(), "more patterns by name, or other ones for known names");
    static final Key<Grok.Extent> MATCH = Key.of(
            "match",
            Kind.choice(Grok.Extent.class),
            Grok.Extent.ANYWHERE,
            "how much of a line the layout has to match");
    static final Key<String> DELIMITER = Key.of("delimiter", Kind.TEXT, ",", "what stands between fields");
    static final Key<String> QUOTE =
            Key.of("quote", Kind.TEXT, "\"", "what may stand around a field; empty: quotes mean nothing");
    static final Key<String> ESCAPE = Key.of(
            "escape",
            Kind.TEXT,
            "",
            "what stands before a quote within a quoted" + " field; empty: quotes are doubled");
    static final Key<String> COMMENT =
            Key.of("comment", Kind.TEXT, "", "lines that begin with it are left out; empty: there are none");
    static final Key<Delimited.Header> HEADER = Key.of(
            "header",
            Kind.choice(Delimited.Header.class),
            Delimited.Header.REQUIRED,
            "whether the first line holds the names of the fields; auto: if it holds one of `columns`");
    static final Key<List<String>> COLUMNS =
            Key.of("columns", Kind.TEXTS, List.of(), "names of the fields where there is no header");
    static final Key<Delimited.Extra> EXTRA = Key.of(
            "extra", Kind.choice(Delimited.Extra.class), Delimited.Extra.REJECT, "what more fields than names do");

    private FormatReader() {}

    /** The keys of every sort, in Markdown. */
    static String reference() {
        StringBuilder text = new StringBuilder();
        for (Sort sort : Sort.values()) {
            List<Key<?>> keys = keys(sort);
            text.append("`type = \"")
                    .append(sort.name().toLowerCase(Locale.ROOT))
                    .append("\"`: ")
                    .append(sort.meaning);
            text.append(keys.isEmpty() ? ".\n\n" : ".\n\n" + Reference.of(keys) + "\n");
        }
        return text.toString();
    }

    private static List<Key<?>> keys(Sort sort) {
        return switch (sort) {
            case JSONL -> List.of();
            case JSON -> List.of(RECORDS);
            case DELIMITED -> List.of(DELIMITER, QUOTE, ESCAPE, COMMENT, HEADER, COLUMNS, EXTRA);
            case REGEX -> List.of(LAYOUT, MATCH);
            case GROK -> List.of(LAYOUT, PATTERNS, MATCH);
            case AWS_VPC_FLOW_LOG -> List.of(FlowLogs.LAYOUT);
            case NGINX_ACCESS_LOG -> List.of(LAYOUT);
            case APACHE_ACCESS_LOG -> List.of(APACHE_LAYOUT);
        };
    }

    /** Empty if it cannot be used; then a problem was told. */
    static Optional<FormatOptions> read(Section section) {
        section.read(DESCRIPTION);
        Optional<Sort> sort = section.find(TYPE);
        if (sort.isEmpty()) {
            return Optional.empty();
        }
        try {
            FormatOptions options = read(sort.get(), section);
            Formats.of(options);
            return Optional.of(options);
        } catch (IllegalArgumentException wrong) {
            section.problems().add(section.place(), "[" + section.path() + "] " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private static FormatOptions read(Sort sort, Section section) {
        return switch (sort) {
            case JSONL -> new JsonLines();
            case JSON -> new JsonDocument(section.read(RECORDS));
            case DELIMITED -> delimited(section);
            case REGEX -> new Regex(section.read(LAYOUT), section.read(MATCH));
            case GROK -> new GrokLines(section.read(LAYOUT), section.read(PATTERNS), section.read(MATCH));
            case AWS_VPC_FLOW_LOG -> FlowLogs.format(section.read(FlowLogs.LAYOUT));
            case NGINX_ACCESS_LOG -> new NginxAccessLog(section.read(LAYOUT));
            case APACHE_ACCESS_LOG -> new ApacheAccessLog(section.read(APACHE_LAYOUT));
        };
    }

    private static FormatOptions delimited(Section section) {
        return new Delimited(
                section.read(DELIMITER),
                section.read(QUOTE),
                section.read(ESCAPE),
                section.read(COMMENT),
                section.read(HEADER),
                section.read(COLUMNS),
                section.read(EXTRA));
    }
}
