package dev.tidemark.formats.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tidemark.api.table.Column;
import dev.tidemark.formats.expression.TypeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInTablesTest {
    private static final CompiledTable TRAIL = Catalog.builtIn().table("aws_cloudtrail_log");
    private static final CompiledTable FLOWS = Catalog.builtIn().table("aws_vpc_flow_log");
    private static final CompiledTable NGINX = Catalog.builtIn().table("nginx_access_log");
    private static final CompiledTable APACHE = Catalog.builtIn().table("apache_access_log");

    @ParameterizedTest
    @ValueSource(strings = {"aws_cloudtrail_log", "aws_vpc_flow_log", "apache_access_log", "nginx_access_log"})
    void columnsAreThoseOfTheSheet(String table) throws IOException {
        try (InputStream sheet = getClass().getResourceAsStream("/sheets/" + table + ".txt")) {
            List<String> expected = new String(Objects.requireNonNull(sheet).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(Catalog.builtIn().table(table).schema().columns().stream()
                            .map(BuiltInTablesTest::line))
                    .containsExactlyElementsOf(expected);
        }
    }

    private static String line(Column column) {
        return column.name() + " " + TypeNames.text(column.type());
    }

    private static Map<String, String> event(String json) throws IOException {
        Rows rows = Rows.of(TRAIL, "{\"Records\":[" + json + "]}");
        assertThat(rows.rejected).isEmpty();
        return rows.accepted.get(0);
    }

    @Test
    void aSmallEventHasEmptyTextsWhereQueriesExpectThem() throws IOException {
        assertThat(event("{\"eventTime\":\"2023-07-10T11:45:12Z\"}"))
                .containsExactly(
                        entry("aws_region", ""),
                        entry("event_id", ""),
                        entry("event_name", ""),
                        entry("event_source", ""),
                        entry("event_time", "2023-07-10 11:45:12"),
                        entry("event_type", ""),
                        entry("event_version", ""),
                        entry("user_identity", "{…}"),
                        entry("user_identity.type", ""),
                        entry("tp_timestamp", "2023-07-10 11:45:12"));
    }

    @Test
    void aFullEventFillsItsColumns() throws IOException {
        Map<String, String> row = event("""
                {"eventVersion":"1.08","eventTime":"2023-07-10T11:45:12Z","eventID":"e-1","requestID":"r-1",
                 "eventName":"RunInstances","eventSource":"ec2.amazonaws.com","awsRegion":"us-east-1",
                 "sourceIPAddress":"10.0.0.1","userAgent":"a \\"b\\"","eventType":"AwsApiCall","readOnly":false,
                 "managementEvent":true,"eventCategory":"","recipientAccountId":null,"sharedEventID":"s-1",
                 "vpcEndpointId":"vpce-1","errorCode":"Denied",
                 "requestParameters":{"b":1, "a":9007199254740993,"<&>":null},"responseElements":null,
                 "additionalEventData":"text","serviceEventDetails":[1],
                 "tlsDetails":{"tlsVersion":"TLSv1.2","cipherSuite":"c"},
                 "resources":[{"accountId":"1","ARN":"arn:aws:s3:::bucket/key","type":"AWS::S3::Object"},
                              {"ARN":"arn:aws:ec2:eu-1:12:instance/i-1"},{"ARN":"arn:x"},{"type":"no"}],
                 "userIdentity":{"type":"AssumedRole","principalId":"p","arn":"arn:aws:sts::1:assumed-role/r/s",
                   "accountId":"1","accessKeyId":"AKIA123","userName":"me","onBehalfOf":{"x":1},
                   "sessionContext":{"attributes":{"creationDate":"2023-07-10T10:00:00Z","mfaAuthenticated":"false"},
                     "sessionIssuer":{},"ec2RoleDelivery":"2.0",
                     "webIdFederationData":{"federatedProvider":"f","attributes":{"a" : "\\u00e9\\""}}}}}
                """);

        assertThat(row)
                .contains(
                        entry("request_parameters", "{\"b\":1, \"a\":9007199254740993,\"<&>\":null}"),
                        entry("additional_event_data", "\"text\""),
                        entry("service_event_details", "[1]"),
                        entry("user_agent", "a \"b\""),
                        entry("read_only", "false"),
                        entry("management_event", "true"),
                        entry("request_id", "r-1"),
                        entry("vpc_endpoint_id", "vpce-1"),
                        entry("tls_details.tls_version", "TLSv1.2"),
                        entry("user_identity.type", "AssumedRole"),
                        entry("user_identity.session_context.attributes.creation_date", "1688983200000"),
                        entry("user_identity.session_context.attributes.mfa_authenticated", "false"),
                        entry("user_identity.session_context.session_issuer", "{}"),
                        entry(
                                "user_identity.session_context.web_id_federation_data.attributes",
                                "\"{\\\"a\\\" : \\\"\\\\u00e9\\\\\\\"\\\"}\""),
                        entry(
                                "tp_akas",
                                "[arn:aws:s3:::bucket/key, bucket/key, arn:aws:ec2:eu-1:12:instance/i-1, 12, i-1]"),
                        entry("tp_ips", "[10.0.0.1]"),
                        entry("tp_source_ip", "10.0.0.1"),
                        entry("tp_usernames", "[AKIA123, me]"));
        assertThat(row)
                .doesNotContainKeys(
                        "event_category",
                        "recipient_account_id",
                        "response_elements",
                        "tls_details.client_provided_host_header",
                        "api_version");
        assertThat(row.get("resources")).startsWith("[{\"accountId\":\"1\"").endsWith("{\"type\":\"no\"}]");
    }

    @Test
    void emptyAndNullPartsOfEventsAreNull() throws IOException {
        Map<String, String> row = event("{\"eventTime\":\"2023-07-10T11:45:12Z\",\"resources\":[],\"tlsDetails\":null,"
                + "\"requestParameters\":null,\"userIdentity\":{\"accessKeyId\":\"ASIA1\",\"type\":null,"
                + "\"sessionContext\":{}},\"eventID\":null}");

        assertThat(row)
                .doesNotContainKeys(
                        "resources", "tls_details", "request_parameters", "tp_akas", "tp_usernames", "tp_ips");
        assertThat(row)
                .contains(
                        entry("event_id", ""),
                        entry("user_identity.session_context", "{}"),
                        entry("user_identity.type", ""));
    }

    @Test
    void oneBadEventIsSetAsideAndTheOthersStay() throws IOException {
        Rows rows = Rows.of(TRAIL, """
                {"Records":[{"eventTime":"2023-07-10T11:45:12Z"},{"eventTime":"2023-13-10T11:45:12Z"},{"eventID":"x"},
                {"eventTime":"2023-07-10T11:45:12Z","tlsDetails":"none"},
                {"eventTime":"2023-07-10T11:45:12Z","readOnly":"maybe"},{"eventTime":"2023-07-10T11:45:13Z"}]}
                """);

        assertThat(rows.accepted).hasSize(2);
        assertThat(rows.rejected)
                .containsExactly(
                        "2: column event_time: '2023-13-10T11:45:12Z' is not a TIMESTAMP <{\"eventTime\":\"2023-13-10T11:45:12Z\"}>",
                        "3: column tp_timestamp: is required, and the record has no value for it <{\"eventID\":\"x\"}>",
                        "4: column tls_details: 'none' is not an object"
                                + " <{\"eventTime\":\"2023-07-10T11:45:12Z\",\"tlsDetails\":\"none\"}>",
                        "5: column read_only: 'maybe' is not a BOOLEAN"
                                + " <{\"eventTime\":\"2023-07-10T11:45:12Z\",\"readOnly\":\"maybe\"}>");
    }

    @Test
    void flowsWithoutAHeaderHaveTheDefaultFields() throws IOException {
        Rows rows = Rows.of(FLOWS, """
                2 123456789012 eni-1 10.0.0.1 10.0.0.2 443 49152 6 10 9007199254740993 1688983200 1688983260 ACCEPT OK
                2 123456789012 eni-1 - - - - - - - 1688983200 1688983260 - NODATA
                """);

        assertThat(rows.rejected).isEmpty();
        assertThat(rows.accepted.get(0))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("version", "2"),
                        entry("account_id", "123456789012"),
                        entry("interface_id", "eni-1"),
                        entry("src_addr", "10.0.0.1"),
                        entry("dst_addr", "10.0.0.2"),
                        entry("src_port", "443"),
                        entry("dst_port", "49152"),
                        entry("protocol", "6"),
                        entry("packets", "10"),
                        entry("bytes", "9007199254740993"),
                        entry("start_time", "2023-07-10 10:00:00"),
                        entry("end_time", "2023-07-10 10:01:00"),
                        entry("action", "ACCEPT"),
                        entry("log_status", "OK"),
                        entry("tp_source_ip", "10.0.0.1"),
                        entry("tp_destination_ip", "10.0.0.2"),
                        entry("tp_ips", "[10.0.0.1, 10.0.0.2]"),
                        entry("tp_timestamp", "2023-07-10 10:00:00")));
        assertThat(rows.accepted.get(1))
                .containsOnlyKeys(
                        "version",
                        "account_id",
                        "interface_id",
                        "start_time",
                        "end_time",
                        "log_status",
                        "tp_timestamp");
    }

    @Test
    void theHeaderOfFlowsDecidesTheFields() throws IOException {
        Rows rows = Rows.of(FLOWS, """
                end pkt-srcaddr srcaddr new-field start tcp-flags ecs-task-arn ecs-cluster-arn export-timestamp
                1688983260 10.0.0.1 10.0.0.1 x - 3 arn:t arn:c 1
                1688983260 10.0.0.1
                1688983260 - - - - 99999999999 - - -
                """);

        assertThat(rows.accepted.get(0))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "end_time", "2023-07-10 10:01:00",
                        "tp_timestamp", "2023-07-10 10:01:00",
                        "pkt_src_addr", "10.0.0.1",
                        "src_addr", "10.0.0.1",
                        "tcp_flags", "3",
                        "ecs_task_arn", "arn:t",
                        "ecs_cluster_arn", "arn:c",
                        "tp_akas", "[arn:c, arn:t]",
                        "tp_source_ip", "10.0.0.1",
                        "tp_ips", "[10.0.0.1, 10.0.0.1]"));
        assertThat(rows.accepted.get(1)).containsOnlyKeys("end_time", "tp_timestamp", "pkt_src_addr", "tp_ips");
        assertThat(rows.rejected)
                .singleElement()
                .asString()
                .startsWith(
                        "4: column tcp_flags: '99999999999' is outside the range of INTEGER; use bigint <1688983260");
    }

    @Test
    void requestsToNginxKeepTheirTimeAsWritten() throws IOException {
        Rows rows = Rows.of(NGINX, """
                10.0.0.1 - bob [10/Jul/2023:13:45:12 +0200] "GET /a?b=1 HTTP/1.1" 200 612 "-" "curl/8"
                10.0.0.1 - - [10/Jul/2023:13:45:12 +0200] "" 400 0 "-" "-"
                10.0.0.1 - - [32/Jul/2023:13:45:12 +0200] "GET / HTTP/1.1" 200 0 "-" "-"
                """);

        assertThat(rows.accepted.get(0))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("remote_addr", "10.0.0.1"),
                        entry("remote_user", "bob"),
                        entry("time_local", "10/Jul/2023:13:45:12 +0200"),
                        entry("request_method", "GET"),
                        entry("request_uri", "/a?b=1"),
                        entry("server_protocol", "HTTP/1.1"),
                        entry("status", "200"),
                        entry("body_bytes_sent", "612"),
                        entry("http_user_agent", "curl/8"),
                        entry("tp_timestamp", "2023-07-10 11:45:12"),
                        entry("tp_source_ip", "10.0.0.1"),
                        entry("tp_ips", "[10.0.0.1]"),
                        entry("tp_usernames", "[bob]")));
        assertThat(rows.accepted.get(1))
                .containsOnlyKeys(
                        "remote_addr",
                        "time_local",
                        "status",
                        "body_bytes_sent",
                        "tp_timestamp",
                        "tp_source_ip",
                        "tp_ips");
        assertThat(rows.rejected)
                .singleElement()
                .asString()
                .startsWith("3: column tp_timestamp: '32/Jul/2023:13:45:12 +0200' is not a TIMESTAMP <10.0.0.1");
    }

    @Test
    void layoutsOfNginxMayHoldMore() throws IOException {
        CompiledTable table = NGINX.with(new dev.tidemark.formats.record.NginxAccessLog(
                "$host $time_iso8601 $msec $upstream_addr $upstream_status $http_host [$time_local]"));
        Rows rows = Rows.of(table, """
                example.org 2023-07-10T13:45:12+02:00 1688989512.125 - 502 www.example.org [10/Jul/2020:13:45:12 +0200]
                """);

        assertThat(rows.rejected).isEmpty();
        assertThat(rows.accepted.get(0))
                .contains(
                        entry("time_iso8601", "2023-07-10 11:45:12"),
                        entry("tp_timestamp", "2023-07-10 11:45:12"),
                        entry("upstream_status", "502"),
                        entry("tp_ips", "[-]"),
                        entry("tp_domains", "[example.org, www.example.org]"),
                        entry("tp_akas", "[example.org, www.example.org]"));
    }

    @Test
    void requestsToApacheAreCommonOrCombined() throws IOException {
        Rows rows = Rows.of(APACHE, """
                10.0.0.1 - bob [10/Jul/2023:13:45:12 +0200] "GET / HTTP/1.1" 304 - "http://a/\\"" "Mozilla"
                ::1 - - [10/Jul/2023:13:45:12 +0000] "OPTIONS * HTTP/1.0" 200 126
                no line of a log
                """);

        assertThat(rows.accepted.get(0))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("http_referer", "http://a/\\\""),
                        entry("http_user_agent", "Mozilla"),
                        entry("remote_addr", "10.0.0.1"),
                        entry("remote_user", "bob"),
                        entry("request_method", "GET"),
                        entry("request_uri", "/"),
                        entry("server_protocol", "HTTP/1.1"),
                        entry("status", "304"),
                        entry("timestamp", "2023-07-10 11:45:12"),
                        entry("tp_ips", "[10.0.0.1]"),
                        entry("tp_source_ip", "10.0.0.1"),
                        entry("tp_timestamp", "2023-07-10 11:45:12"),
                        entry("tp_usernames", "[bob]")));
        assertThat(rows.accepted.get(1)).contains(entry("body_bytes_sent", "126"), entry("remote_addr", "::1"));
        assertThat(rows.rejected).singleElement().asString().startsWith("3: it does not match the layout");
    }

    @Test
    void columnsThatAreCopiesAreKnown() {
        assertThat(TRAIL.copies())
                .extracting(copy -> TRAIL.schema().nodes().get(copy.column()).path() + "="
                        + TRAIL.schema().nodes().get(copy.of()).path())
                .containsExactly("tp_source_ip=source_ip_address", "tp_timestamp=event_time");
    }
}
