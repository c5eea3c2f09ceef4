package dev.tidemark.formats.record;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Invented logs, the same ones for the same seed. */
final class SampleLines {
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private final Random random;

    SampleLines(long seed) {
        random = new Random(seed);
    }

    /** A CloudTrail document of events of about 1.5 KB. */
    String trail(int events) {
        StringBuilder json = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < events; i++) {
            json.append(i == 0 ? "" : ",").append(event());
        }
        return json.append("]}").toString();
    }

    private String event() {
        String account = "1234567890" + (10 + random.nextInt(8));
        String role = "service-role-" + random.nextInt(60);
        String key = Long.toString(random.nextLong() >>> 1, 36).toUpperCase(Locale.ROOT);
        String identity = """
                {"type":"AssumedRole","principalId":"AROA%s:i-%x","arn":"arn:aws:sts::%s:assumed-role/%s/i-%x",\
                "accountId":"%s","accessKeyId":"ASIA%s","sessionContext":{"sessionIssuer":{"type":"Role",\
                "principalId":"AROA%s","arn":"arn:aws:iam::%s:role/%s","accountId":"%s","userName":"%s"},\
                "attributes":{"creationDate":"%s","mfaAuthenticated":"false"}}}""".formatted(
                        key,
                        random.nextLong(),
                        account,
                        role,
                        random.nextLong(),
                        account,
                        key,
                        key,
                        account,
                        role,
                        account,
                        role,
                        time());
        return """
                {"eventVersion":"1.09","userIdentity":%s,"eventTime":"%s","eventSource":"s3.amazonaws.com",\
                "eventName":"%s","awsRegion":"eu-central-1","sourceIPAddress":"10.%d.%d.%d",\
                "userAgent":"[aws-sdk-java/2.20 Linux/5.10 \\"x\\"]","requestParameters":{"bucketName":"data-%d",\
                "Host":"data.s3.amazonaws.com","key":"in/%s/part-%05d.json.gz","x-id":"GetObject"},\
                "responseElements":null,"additionalEventData":{"SignatureVersion":"SigV4","bytesTransferredOut":%d.0},\
                "requestID":"%s","eventID":"%s","readOnly":true,"resources":[{"type":"AWS::S3::Object",\
                "ARN":"arn:aws:s3:::data/%s"}],"eventType":"AwsApiCall","managementEvent":false,\
                "recipientAccountId":"%s","eventCategory":"Data","tlsDetails":{"tlsVersion":"TLSv1.3",\
                "cipherSuite":"TLS_AES_128_GCM_SHA256"}}""".formatted(
                        identity,
                        time(),
                        random.nextBoolean() ? "GetObject" : "PutObject",
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(90),
                        uuid(),
                        random.nextInt(99_999),
                        random.nextInt(1 << 20),
                        uuid(),
                        uuid(),
                        uuid(),
                        account);
    }

    /** Flow log lines of version 2 below a header. */
    String flows(int lines) {
        StringBuilder text =
                new StringBuilder("version account-id interface-id srcaddr dstaddr srcport dstport protocol"
                        + " packets bytes start end action log-status\n");
        for (int i = 0; i < lines; i++) {
            long start = START.getEpochSecond() + i / 100;
            text.append("2 1234567890")
                    .append(10 + random.nextInt(8))
                    .append(" eni-0")
                    .append(random.nextInt(600));
            text.append("a3b5c7d9e1f 10.0.")
                    .append(random.nextInt(256))
                    .append('.')
                    .append(random.nextInt(256));
            text.append(" 172.31.").append(random.nextInt(4)).append('.').append(random.nextInt(256));
            text.append(' ').append(random.nextInt(65_536)).append(" 443 6 ").append(1 + random.nextInt(5000));
            text.append(' ')
                    .append(random.nextInt(9_000_000))
                    .append(' ')
                    .append(start)
                    .append(' ')
                    .append(start + 60);
            text.append(random.nextInt(10) == 0 ? " REJECT OK\n" : " ACCEPT OK\n");
        }
        return text.toString();
    }

    /** Lines of web servers in the combined format. */
    String accesses(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("203.0.").append(random.nextInt(256)).append('.').append(random.nextInt(256));
            text.append(" - - [01/Oct/2026:00:00:")
                    .append(10 + random.nextInt(50))
                    .append(" +0000] \"GET /shop/item?id=");
            text.append(random.nextInt(100_000)).append(" HTTP/1.1\" 200 ").append(random.nextInt(90_000));
            text.append(" \"https://example.com/")
                    .append(random.nextInt(50))
                    .append("\" \"Mozilla/5.0 (X11; Linux x86_64)");
            text.append(" AppleWebKit/537.36 (KHTML, like Gecko) Chrome/")
                    .append(90 + random.nextInt(40))
                    .append("\"\n");
        }
        return text.toString();
    }

    private String time() {
        return START.plusSeconds(random.nextInt(86_400)).toString();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
