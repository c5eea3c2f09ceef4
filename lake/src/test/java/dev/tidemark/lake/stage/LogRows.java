package dev.tidemark.lake.stage;

import static dev.tidemark.api.table.Type.Scalar.BIGINT;
import static dev.tidemark.api.table.Type.Scalar.BOOLEAN;
import static dev.tidemark.api.table.Type.Scalar.DATE;
import static dev.tidemark.api.table.Type.Scalar.INTEGER;
import static dev.tidemark.api.table.Type.Scalar.JSON;
import static dev.tidemark.api.table.Type.Scalar.TIMESTAMP;
import static dev.tidemark.api.table.Type.Scalar.VARCHAR;

import dev.tidemark.api.table.Column;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Rows such as VPC flow logs and CloudTrail have, drawn with a fixed seed. */
final class LogRows {
    private static final String FLOW_TEXTS = "account_id action az_id dst_addr ecs_cluster_arn ecs_cluster_name"
            + " ecs_container_id ecs_container_instance_arn ecs_container_instance_id ecs_second_container_id"
            + " ecs_service_name ecs_task_arn ecs_task_definition_arn ecs_task_id flow_direction instance_id"
            + " interface_id log_status pkt_dst_addr pkt_dst_aws_service pkt_src_addr pkt_src_aws_service region"
            + " reject_reason src_addr sublocation_id sublocation_type subnet_id type vpc_id";
    private static final String TRAIL_TEXTS = "api_version aws_region error_code error_message event_category event_id"
            + " event_name event_source event_type event_version recipient_account_id request_id"
            + " session_credential_from_console shared_event_id source_ip_address user_agent vpc_endpoint_id";
    private static final String TRAIL_JSON = "additional_event_data edge_device_details request_parameters resources"
            + " response_elements service_event_details";
    private static final String IDENTITY =
            "access_key_id account_id arn identity_provider invoked_by principal_id type" + " user_name";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random = new SplittableRandom(42);
    private final String[] addresses = new String[4000];
    private final String[] interfaces = new String[600];
    private final String[] agents = new String[10];

    LogRows() {
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = (3 + below(210)) + "." + below(256) + "." + below(256) + "." + below(256);
        }
        for (int i = 0; i < interfaces.length; i++) {
            interfaces[i] = "eni-0" + hex(16);
        }
        for (int i = 0; i < agents.length; i++) {
            agents[i] = "aws-sdk-java/2.25." + i + " Linux/5.10.214-202.855.amzn2.x86_64 OpenJDK_64-Bit_Server_VM/21.0";
        }
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private int zipf(int n) {
        return (int) Math.min(n - 1, Math.floor(Math.pow(n, random.nextDouble()) - 1));
    }

    private String hex(int length) {
        StringBuilder out = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            out.append(HEX.charAt(below(16)));
        }
        return out.toString();
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    private static void common(List<Column> columns) {
        Type texts = new Type.ListOf(VARCHAR);
        for (String name : "tp_akas tp_domains tp_emails tp_ips tp_tags tp_usernames".split(" ", -1)) {
            columns.add(Column.of(name, texts));
        }
        for (String name : ("tp_destination_ip tp_id tp_index tp_partition tp_source_ip tp_source_location"
                        + " tp_source_name tp_source_type tp_table")
                .split(" ", -1)) {
            columns.add(Column.of(name, VARCHAR));
        }
        columns.add(Column.of("tp_date", DATE));
        columns.add(Column.of("tp_ingest_timestamp", TIMESTAMP));
        columns.add(Column.of("tp_timestamp", TIMESTAMP));
    }

    private static void all(List<Column> columns, String names, Type type) {
        for (String name : names.split(" ", -1)) {
            columns.add(Column.of(name, type));
        }
    }

    private void common(RecordedRows rows, String table, long micros, int number) {
        rows.text("tp_id", "a1b2c3d4e5f60718-%06d".formatted(number));
        rows.text("tp_index", "default");
        rows.text("tp_partition", "trail");
        rows.text("tp_table", table);
        rows.text("tp_source_type", "file");
        rows.text("tp_source_location", "/var/log/aws/2026/10/03/part-" + number / 20_000 + ".log.gz");
        rows.number("tp_date", Math.floorDiv(micros, 86_400_000_000L));
        rows.number("tp_ingest_timestamp", 1_790_000_000_000_000L + number / 20_000);
        rows.number("tp_timestamp", micros);
    }

    RecordedRows flows(int count) {
        List<Column> columns = new ArrayList<>();
        all(columns, FLOW_TEXTS, VARCHAR);
        all(columns, "dst_port protocol src_port tcp_flags traffic_path version", INTEGER);
        all(columns, "bytes packets", BIGINT);
        all(columns, "end_time start_time", TIMESTAMP);
        common(columns);
        RecordedRows rows = new RecordedRows(new Schema(columns));
        for (int i = 0; i < count; i++) {
            flow(rows, i, 1_790_000_000L + i / 40 + below(300));
            rows.endRow();
        }
        rows.end();
        return rows;
    }

    private void flow(RecordedRows rows, int number, long start) {
        int eni = zipf(interfaces.length);
        boolean noData = below(60) == 0;
        common(rows, "aws_vpc_flow_log", start * 1_000_000, number);
        rows.number("version", 2);
        rows.text("account_id", "10000000000" + eni % 8);
        rows.text("interface_id", interfaces[eni]);
        rows.number("start_time", start * 1_000_000);
        rows.number("end_time", (start + below(60)) * 1_000_000);
        rows.text("log_status", noData ? "NODATA" : "OK");
        if (noData) {
            return;
        }
        String source = addresses[zipf(addresses.length)];
        String target = addresses[zipf(addresses.length)];
        int packets = 1 + zipf(20_000);
        rows.text("src_addr", source);
        rows.text("dst_addr", target);
        rows.text("tp_source_ip", source);
        rows.text("tp_destination_ip", target);
        rows.text("tp_ips", source);
        rows.text("tp_ips", target);
        rows.number("src_port", below(2) == 0 ? 443 : 1024 + below(64_000));
        rows.number("dst_port", below(2) == 0 ? 443 : 1024 + below(64_000));
        rows.number("protocol", below(8) == 0 ? 17 : 6);
        rows.number("packets", packets);
        rows.number("bytes", packets * (40L + below(1400)));
        rows.text("action", below(10) == 0 ? "REJECT" : "ACCEPT");
    }

    RecordedRows events(int count) {
        List<Column> columns = new ArrayList<>();
        all(columns, TRAIL_TEXTS, VARCHAR);
        all(columns, TRAIL_JSON, JSON);
        all(columns, "management_event read_only", BOOLEAN);
        columns.add(Column.of("event_time", TIMESTAMP));
        List<Column> tls = new ArrayList<>();
        all(tls, "cipher_suite client_provided_host_header tls_version", VARCHAR);
        columns.add(Column.of("tls_details", new Type.StructOf(tls)));
        List<Column> issuer = new ArrayList<>();
        all(issuer, "account_id arn principal_id type user_name", VARCHAR);
        List<Column> attributes = List.of(Column.of("creation_date", BIGINT), Column.of("mfa_authenticated", VARCHAR));
        List<Column> context = List.of(
                Column.of("attributes", new Type.StructOf(attributes)),
                Column.of("ec2_role_delivery", VARCHAR),
                Column.of("session_issuer", new Type.StructOf(issuer)));
        List<Column> identity = new ArrayList<>();
        all(identity, IDENTITY, VARCHAR);
        identity.add(Column.of("session_context", new Type.StructOf(context)));
        columns.add(Column.of("user_identity", new Type.StructOf(identity)));
        common(columns);
        RecordedRows rows = new RecordedRows(new Schema(columns));
        for (int i = 0; i < count; i++) {
            event(rows, i, 1_790_000_000L + i / 3);
            rows.endRow();
        }
        rows.end();
        return rows;
    }

    private void event(RecordedRows rows, int number, long second) {
        String address = addresses[zipf(addresses.length)];
        String account = "10000000000" + below(8);
        String bucket = "corp-data-bucket-" + zipf(120);
        common(rows, "aws_cloudtrail_log", second * 1_000_000, number);
        rows.number("event_time", second * 1_000_000);
        rows.text("event_version", "1.09");
        rows.text("event_category", "Management");
        rows.text("event_type", "AwsApiCall");
        rows.text("event_source", "service" + zipf(8) + ".amazonaws.com");
        rows.text("event_name", "DescribeThing" + zipf(60));
        rows.text("aws_region", "us-east-" + below(5));
        rows.text("recipient_account_id", account);
        rows.text("source_ip_address", address);
        rows.text("tp_source_ip", address);
        rows.text("tp_ips", address);
        rows.text("user_agent", agents[below(10)]);
        rows.text("event_id", uuid());
        rows.text("request_id", uuid());
        rows.number("read_only", below(2));
        rows.number("management_event", 1);
        rows.text(
                "request_parameters",
                "{\"bucketName\":\"" + bucket + "\",\"key\":\"2026/10/03/" + hex(12) + ".parquet\",\"Host\":\"" + bucket
                        + ".s3.us-east-1.amazonaws.com\",\"x-id\":\"GetObject\"}");
        rows.text(
                "response_elements",
                "{\"requestId\":\"" + uuid() + "\",\"_return\":true,\"x-amz-id-2\":\"" + hex(60) + "\"}");
        rows.text(
                "additional_event_data",
                "{\"SignatureVersion\":\"SigV4\",\"bytesTransferredOut\":" + below(90_000)
                        + ",\"CipherSuite\":\"ECDHE-RSA-AES128-GCM-SHA256\",\"x-amz-id-2\":\"" + hex(60) + "\"}");
        rows.text(
                "resources",
                "[{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::" + bucket + "\",\"accountId\":\"" + account
                        + "\"}]");
        rows.text("tp_akas", "arn:aws:s3:::" + bucket);
        identity(rows, account);
        rows.text("tls_details.tls_version", "TLSv1.3");
        rows.text("tls_details.cipher_suite", "TLS_AES_128_GCM_SHA256");
        rows.text("tls_details.client_provided_host_header", bucket + ".s3.us-east-1.amazonaws.com");
    }

    private void identity(RecordedRows rows, String account) {
        int role = zipf(60);
        String name = "prod-app-role-" + role;
        rows.text("user_identity.type", "AssumedRole");
        rows.text("user_identity.account_id", account);
        rows.text("user_identity.access_key_id", "ASIA" + zipf(3000));
        rows.text("user_identity.principal_id", "AROA" + role + ":i-0" + zipf(800));
        rows.text("user_identity.arn", "arn:aws:sts::" + account + ":assumed-role/" + name + "/i-0" + zipf(800));
        String context = "user_identity.session_context.";
        rows.number(context + "attributes.creation_date", 1_790_000_000_000L + zipf(100_000));
        rows.text(context + "attributes.mfa_authenticated", "false");
        rows.text(context + "session_issuer.type", "Role");
        rows.text(context + "session_issuer.arn", "arn:aws:iam::" + account + ":role/" + name);
        rows.text(context + "session_issuer.account_id", account);
        rows.text(context + "session_issuer.user_name", name);
        rows.text(context + "session_issuer.principal_id", "AROA" + role);
    }
}
