package dev.tidemark.formats.record;

/**
 * Lines as nginx writes them.
 *
 * @param layout the value of nginx's {@code log_format}; fields are named like its variables, and {@code $request} also
 *     gives {@code request_method}, {@code request_uri} and {@code server_protocol}
 */
public record NginxAccessLog(String layout) implements FormatOptions {
    public static final String COMBINED = "$remote_addr - $remote_user [$time_local] \"$request\" $status"
            + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    public NginxAccessLog {
        LineLayout.check(layout);
    }
}
