package dev.tidemark.formats.record;

import dev.tidemark.formats.record.Step.Extent;
import dev.tidemark.formats.toml.Nearest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Layouts as nginx's {@code log_format} writes them. */
final class NginxLayout {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private static final Set<String> KNOWN = Set.of(
            "remote_addr",
            "host",
            "remote_user",
            "time_local",
            "time_iso8601",
            "msec",
            "request",
            "request_method",
            "request_uri",
            "server_protocol",
            "request_length",
            "request_time",
            "status",
            "body_bytes_sent",
            "bytes_sent",
            "http_referer",
            "http_user_agent",
            "http_host",
            "http_cookie",
            "scheme",
            "content_length",
            "content_type",
            "server_name",
            "server_addr",
            "server_port",
            "connection",
            "connection_requests",
            "pipe",
            "upstream_addr",
            "upstream_status",
            "upstream_response_time",
            "upstream_connect_time",
            "upstream_header_time",
            "ssl_protocol",
            "ssl_cipher",
            "ssl_session_id",
            "ssl_session_reused",
            "ssl_client_cert",
            "gzip_ratio");

    private NginxLayout() {}

    static Template parse(String layout) {
        Template.Builder template = new Template.Builder();
        Matcher variables = VARIABLE.matcher(layout);
        int at = 0;
        while (variables.find()) {
            template.literal(layout.substring(at, variables.start()));
            String name = variables.group(1) == null ? variables.group(2) : variables.group(1);
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "the layout has the unknown variable $" + name + Nearest.hint(name, new TreeSet<>(KNOWN)));
            }
            if (at > 0 && at == variables.start()) {
                throw new IllegalArgumentException("the layout has nothing between $" + name
                        + " and the variable before it, so nobody can tell" + " where one ends");
            }
            template.field(name, extent(name));
            at = variables.end();
        }
        template.literal(layout.substring(at));
        return template.build(Template.End.OPEN);
    }

    private static Extent extent(String name) {
        return switch (name) {
            case "time_local" -> Extent.TO_BRACKET;
            case "request", "request_uri", "http_referer", "http_user_agent", "http_cookie", "content_type" ->
                Extent.SHORTEST;
            default -> name.startsWith("upstream_") ? Extent.WORDS : Extent.WORD;
        };
    }
}
