package dev.tidemark.formats.record;

import dev.tidemark.formats.record.Step.Extent;
import dev.tidemark.formats.toml.Nearest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Layouts as Apache's {@code LogFormat} writes them. Fields have the names of the columns they become. */
final class ApacheLayout {
    /** Conditions such as {@code %!200,304{Referer}i}, and which of several requests is meant, do not matter here. */
    private static final Pattern DIRECTIVE = Pattern.compile("%(?:!?\\d+(?:,\\d+)*)?[<>]?(?:\\{([^}]*)})?([A-Za-z%])");

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("a", "remote_addr"),
            Map.entry("{c}a", "remote_addr"),
            Map.entry("h", "remote_addr"),
            Map.entry("{c}h", "remote_addr"),
            Map.entry("A", "local_addr"),
            Map.entry("l", "remote_logname"),
            Map.entry("u", "remote_user"),
            Map.entry("t", "timestamp"),
            Map.entry("r", "request"),
            Map.entry("m", "request_method"),
            Map.entry("U", "request_uri"),
            Map.entry("q", "query_string"),
            Map.entry("H", "server_protocol"),
            Map.entry("s", "status"),
            Map.entry("b", "body_bytes_sent"),
            Map.entry("B", "body_bytes_sent"),
            Map.entry("I", "bytes_received"),
            Map.entry("O", "bytes_sent"),
            Map.entry("S", "bytes_transferred"),
            Map.entry("T", "request_time"),
            Map.entry("{s}T", "request_time"),
            Map.entry("{ms}T", "request_time_ms"),
            Map.entry("{us}T", "request_time_us"),
            Map.entry("D", "request_time_us"),
            Map.entry("p", "server_port"),
            Map.entry("{canonical}p", "server_port"),
            Map.entry("{local}p", "apache_port"),
            Map.entry("{remote}p", "client_port"),
            Map.entry("P", "pid"),
            Map.entry("{pid}P", "pid"),
            Map.entry("{tid}P", "thread_id"),
            Map.entry("{hextid}P", "hex_thread_id"),
            Map.entry("v", "server_name"),
            Map.entry("V", "server_name"),
            Map.entry("k", "keepalive_requests"),
            Map.entry("f", "filename"),
            Map.entry("R", "handler"),
            Map.entry("X", "connection_status"),
            Map.entry("{referer}i", "http_referer"),
            Map.entry("{user-agent}i", "http_user_agent"),
            // Known to Apache, but of no column.
            Map.entry("L", ""));

    /** Headers, cookies, notes and variables of any name: matched, and of no column unless named above. */
    private static final String NAMED = "ioCenx";

    private ApacheLayout() {}

    static Template parse(String layout, Template.End end) {
        Template.Builder template = new Template.Builder();
        Matcher directives = DIRECTIVE.matcher(layout);
        int at = 0;
        for (int percent = layout.indexOf('%'); percent >= 0; percent = layout.indexOf('%', at)) {
            template.literal(layout.substring(at, percent));
            if (!directives.region(percent, layout.length()).lookingAt()) {
                throw unknown(layout.substring(percent));
            }
            boolean adjacent = at > 0 && at == percent && template.pending().isEmpty();
            String letter = directives.group(2);
            if (letter.equals("%")) {
                template.literal("%");
            } else if (adjacent && !letter.equals("q")) {
                throw new IllegalArgumentException("the layout has nothing between " + directives.group()
                        + " and the directive before it, so nobody can tell where one ends");
            } else {
                directive(template, directives.group(1), letter, layout.substring(directives.end()));
            }
            at = directives.end();
        }
        template.literal(layout.substring(at));
        return template.build(end);
    }

    private static void directive(Template.Builder template, @Nullable String argument, String letter, String rest) {
        String name = name(argument, letter);
        if (letter.equals("t") && argument == null) {
            template.literal("[");
            template.field(name, Extent.TO_BRACKET);
            template.literal("]");
        } else if (rest.startsWith("\"") && template.pending().toString().endsWith("\"")) {
            template.field(name, Extent.TO_QUOTE);
        } else if (letter.equals("U") && rest.startsWith("%q")) {
            template.field(name, Extent.TO_QUERY);
        } else {
            template.field(name, "rUft".contains(letter) || NAMED.contains(letter) ? Extent.SHORTEST : Extent.WORD);
        }
    }

    private static String name(@Nullable String argument, String letter) {
        String directive = argument == null ? letter : "{" + argument.toLowerCase(Locale.ROOT) + "}" + letter;
        String field = FIELDS.get(directive);
        if (field != null) {
            return field;
        }
        if (argument != null && letter.equals("t")) {
            return "timestamp";
        }
        if (argument != null && NAMED.contains(letter)) {
            return "";
        }
        throw unknown("%" + (argument == null ? "" : "{" + argument + "}") + letter);
    }

    private static IllegalArgumentException unknown(String directive) {
        Map<String, String> known = new TreeMap<>(FIELDS);
        String shown = directive.length() > 30 ? directive.substring(0, 30) : directive;
        return new IllegalArgumentException("the layout has the unknown directive " + shown
                + Nearest.hint(shown.substring(1), known.keySet()) + " Write %% for a percent sign");
    }
}
