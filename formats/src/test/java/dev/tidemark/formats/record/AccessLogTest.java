package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final FormatOptions NGINX = new NginxAccessLog(NginxAccessLog.COMBINED);
    private static final FormatOptions APACHE = new ApacheAccessLog("");

    @Test
    void nginxLinesAreCutByTheirVariables() throws IOException {
        String line = "203.0.113.9 - anna [20/Nov/2026:06:55:00 +0100] \"GET /a b?c=d HTTP/1.1\" 200 512"
                + " \"https://example.com/\" \"curl/8 (x \\x22y\\x22)\" more";

        assertThat(Read.all(NGINX, line, Formats.names(NGINX).toArray(String[]::new))
                        .only())
                .isEqualTo(Map.ofEntries(
                        Map.entry("remote_addr", "203.0.113.9"),
                        Map.entry("remote_user", "anna"),
                        Map.entry("time_local", "20/Nov/2026:06:55:00 +0100"),
                        Map.entry("request", "GET /a b?c=d HTTP/1.1"),
                        Map.entry("request_method", "GET"),
                        Map.entry("request_uri", "/a b?c=d"),
                        Map.entry("server_protocol", "HTTP/1.1"),
                        Map.entry("status", "200"),
                        Map.entry("body_bytes_sent", "512"),
                        Map.entry("http_referer", "https://example.com/"),
                        Map.entry("http_user_agent", "curl/8 (x \\x22y\\x22)")));
    }

    @Test
    void brokenRequestsHaveNoParts() throws IOException {
        String before = "::1 - - [20/Nov/2026:06:55:00 +0000] \"";
        String after = "\" 400 0 \"-\" \"-\"\n";
        String lines = before + "\\x16\\x03\\x01 \\x00" + after + before + after + before + "-" + after + before
                + "GET /old" + after + before + "PRI" + after;

        Read read = Read.all(NGINX, lines, "request_method", "request_uri", "server_protocol", "remote_addr");

        assertThat(read.column("request_method")).containsExactly("ABSENT", "ABSENT", "ABSENT", "GET", "PRI");
        assertThat(read.column("request_uri")).containsExactly("ABSENT", "ABSENT", "ABSENT", "/old", "ABSENT");
        assertThat(read.column("server_protocol")).containsOnly("ABSENT");
        assertThat(read.column("remote_addr")).containsOnly("::1");
    }

    @Test
    void aLineThatDoesNotMatchSaysHowFarItDid() throws IOException {
        Read read =
                Read.all(NGINX, "1.1.1.1 - two words [20/Nov/2026:06:55:00 +0000] \"-\" 400 0 \"-\" \"-\"", "status");

        assertThat(read.problems.getFirst())
                .contains("does not match the layout: from column 11 on there is no ' [' behind remote_user");
    }

    @Test
    void severalUpstreamsAreOneValue() throws IOException {
        FormatOptions options = new NginxAccessLog("$status ${upstream_addr} \"$upstream_status\" $pipe");

        assertThat(Read.all(
                                options,
                                "502 10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80 \"502, 200\" .",
                                "upstream_addr",
                                "upstream_status",
                                "pipe")
                        .only())
                .isEqualTo(Map.of(
                        "upstream_addr",
                        "10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80",
                        "upstream_status",
                        "502, 200",
                        "pipe",
                        "."));
    }

    @Test
    void theLastPossibleEndOfAWordIsTaken() throws IOException {
        assertThat(Read.all(
                                new NginxAccessLog("$remote_addr:$server_port"),
                                "2001:db8::1:8080",
                                "remote_addr",
                                "server_port")
                        .only())
                .isEqualTo(Map.of("remote_addr", "2001:db8::1", "server_port", "8080"));
    }

    @Test
    void apacheLinesMayBeCommonOrCombined() throws IOException {
        String common = "192.0.2.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /x HTTP/1.0\" 200 -";
        String combined = common + " \"http://e.com/\" \"say \\\"hi\\\" \\\\\"";

        Read read = Read.all(
                APACHE,
                common + "\n" + combined + "\n" + common + " x\n",
                "timestamp",
                "request_uri",
                "http_user_agent");

        assertThat(read.records)
                .containsExactly(
                        Map.of("timestamp", "10/Oct/2000:13:55:36 -0700", "request_uri", "/x"),
                        Map.of(
                                "timestamp", "10/Oct/2000:13:55:36 -0700",
                                "request_uri", "/x",
                                "http_user_agent", "say \\\"hi\\\" \\\\"));
        assertThat(read.problems).hasSize(1);
    }

    @Test
    void aLineCutWithinItsUserAgentIsARecord() throws IOException {
        String cut = "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /x HTTP/1.0\" 200 5 \"-\" \"Mozilla/5.0 (compat";

        assertThat(Read.all(APACHE, cut + "\n", "status", "http_user_agent").only())
                .isEqualTo(Map.of("status", "200", "http_user_agent", "Mozilla/5.0 (compat"));
        assertThat(Read.all(APACHE, cut + "\" x\n", "status").problems).hasSize(1);
    }

    @Test
    void apacheDirectivesAreNamedLikeTheirColumns() throws IOException {
        FormatOptions options = new ApacheAccessLog(
                "%v:%{local}p %!200,304{User-Agent}i|%{X-Forwarded-For}i %m %U%q %H %>s %D %X 100%% %{%Y-%m-%d %T}t.");

        assertThat(Read.all(
                                options,
                                "web-1:443 a b|10.1.1.1, 10.2.2.2 GET /p?q=1 HTTP/2.0 200 1234 + 100% 2026-11-20 06:55:00.",
                                Formats.names(options).toArray(String[]::new))
                        .only())
                .isEqualTo(Map.ofEntries(
                        Map.entry("server_name", "web-1"),
                        Map.entry("apache_port", "443"),
                        Map.entry("http_user_agent", "a b"),
                        Map.entry("request_method", "GET"),
                        Map.entry("request_uri", "/p"),
                        Map.entry("query_string", "?q=1"),
                        Map.entry("server_protocol", "HTTP/2.0"),
                        Map.entry("status", "200"),
                        Map.entry("request_time_us", "1234"),
                        Map.entry("connection_status", "+"),
                        Map.entry("timestamp", "2026-11-20 06:55:00")));
    }

    @Test
    void unknownNamesAreConfigurationErrors() {
        assertThatThrownBy(() -> Formats.of(new NginxAccessLog("$remote_adr x")))
                .hasMessageContaining("$remote_adr")
                .hasMessageContaining("'remote_addr'");
        assertThatThrownBy(() -> Formats.of(new NginxAccessLog("$status$pipe")))
                .hasMessageContaining("nothing between");
        assertThatThrownBy(() -> Formats.of(new NginxAccessLog("x"))).hasMessageContaining("no field");
        assertThatThrownBy(() -> Formats.of(new ApacheAccessLog("%h %Y"))).hasMessageContaining("%Y");
        assertThatThrownBy(() -> Formats.of(new ApacheAccessLog("%h%l"))).hasMessageContaining("nothing between");
        assertThatThrownBy(() -> Formats.of(new ApacheAccessLog("%h 5%"))).hasMessageContaining("%%");
    }

    @Test
    void garbageEndsInTime() throws IOException {
        String layout = "$http_referer\" $http_user_agent\" $request_uri\" $http_cookie\" $content_type\" $status;";

        Read read = Read.all(new NginxAccessLog(layout), "\" ".repeat(3000), "status");

        assertThat(read.problems).hasSize(1);
    }

    @Test
    void theSampleLogIsReadWhole() throws IOException {
        Path log = Path.of("../../shared/data/apache/access.log");
        assumeTrue(Files.exists(log), "the sample log is not beside the repository");

        Read read = Read.all(APACHE, new String(Files.readAllBytes(log), UTF_8), "status");

        assertThat(read.problems).isEmpty();
        assertThat(read.records).hasSize(10_000);
    }
}
