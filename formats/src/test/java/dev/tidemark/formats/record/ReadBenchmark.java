package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import dev.tidemark.formats.bytes.Packed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Compares reading records with plain gunzip of the same bytes, in CPU time of the thread, rounds interleaved. Run by
 * hand: {@code ReadBenchmark ROUNDS}; with a folder behind it, gzip files in its {@code ct} (CloudTrail) and {@code vpc}
 * (flow logs) are read instead of invented ones.
 */
final class ReadBenchmark {
    private static final int FILES = 12;
    private static final int WARM_UPS = 3;

    private static final List<String> TRAIL = List.of(
            "eventVersion",
            "userIdentity",
            "userIdentity.arn",
            "eventTime",
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "requestID",
            "eventID",
            "readOnly",
            "resources",
            "eventType",
            "managementEvent",
            "recipientAccountId",
            "sharedEventID",
            "eventCategory",
            "tlsDetails");
    private static final List<String> FLOW = List.of(
            "version",
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "packets",
            "bytes",
            "start",
            "end",
            "action",
            "log-status");
    private static final String GROK = "^%{IPORHOST:ip} - %{NOTSPACE:user} \\[%{HTTPDATE:time}\\] \"%{WORD:method}"
            + " %{NOTSPACE:uri} HTTP/%{NUMBER:version}\" %{INT:status} %{INT:bytes} \"%{DATA:referer}\" \"%{DATA:agent}\"$";

    private interface Work {
        long on(byte[] file) throws IOException;
    }

    private record Job(String title, Work work, long[] times) {
        Job(String title, Work work, int rounds) {
            this(title, work, new long[rounds]);
        }

        double median() {
            long[] sorted = times.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private ReadBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[0]);
        SampleLines samples = new SampleLines(1);
        List<byte[]> trail = args.length > 1 ? files(Path.of(args[1], "ct")) : invented(i -> samples.trail(2000));
        List<byte[]> flows = args.length > 1 ? files(Path.of(args[1], "vpc")) : invented(i -> samples.flows(40_000));
        List<byte[]> accesses = invented(i -> samples.accesses(20_000));
        compare("CloudTrail", trail, new JsonDocument("Records"), TRAIL, rounds);
        compare("VPC flow logs", flows, Delimited.spaces(FLOW), FLOW, rounds);
        FormatOptions nginx = new NginxAccessLog(NginxAccessLog.COMBINED);
        compare("nginx", accesses, nginx, Formats.names(nginx), rounds);
        FormatOptions apache = new ApacheAccessLog("");
        compare("Apache", accesses, apache, Formats.names(apache), rounds);
        FormatOptions grok = new GrokLines(GROK, Map.of());
        compare("grok", accesses, grok, Formats.names(grok), rounds);
    }

    private static List<byte[]> invented(IntFunction<String> text) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(Packed.gzip(text.apply(i).getBytes(UTF_8)));
        }
        return files;
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static void compare(
            String title, List<byte[]> files, FormatOptions options, List<String> wanted, int rounds)
            throws IOException {
        RecordReader nothing = Formats.of(options).reader(List.of());
        RecordReader all = Formats.of(options).reader(wanted);
        List<Job> jobs = List.of(
                new Job("gunzip", ReadBenchmark::gunzip, rounds),
                new Job("records", file -> read(nothing, file), rounds),
                new Job("records and fields", file -> read(all, file), rounds));
        long bytes = 0;
        long records = 0;
        for (int round = -WARM_UPS; round < rounds; round++) {
            bytes = run(jobs.get(0), files, round);
            run(jobs.get(1), files, round);
            records = run(jobs.get(2), files, round);
        }
        for (Job job : jobs) {
            System.out.printf(
                    "%-14s %-20s %6.3f CPU s %5.0f MB/s %5.2f times gunzip %9.0f records a CPU s%n",
                    title,
                    job.title(),
                    job.median() / 1e9,
                    bytes * 1e3 / job.median(),
                    job.median() / jobs.get(0).median(),
                    records * 1e9 / job.median());
        }
    }

    private static long run(Job job, List<byte[]> files, int round) throws IOException {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long result = 0;
        for (byte[] file : files) {
            result += job.work().on(file);
        }
        if (round >= 0) {
            job.times()[round] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        }
        return result;
    }

    private static long gunzip(byte[] file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(file), 1 << 16)) {
            for (int count = gzip.read(buffer); count >= 0; count = gzip.read(buffer)) {
                bytes += count;
            }
        }
        return bytes;
    }

    private static long read(RecordReader reader, byte[] file) throws IOException {
        Count count = new Count();
        reader.read(new Input("x.gz", new ByteArrayInputStream(file), 0, Tail.RECORD), count);
        if (count.bad > 0 || count.bytes < 0) {
            throw new IllegalStateException(count.bad + " bad records");
        }
        return count.records;
    }

    private static final class Count implements RecordHandler {
        private long records;
        private long bad;
        private long bytes;

        @Override
        public void record(Fields fields, long ordinal, byte[] raw, int from, int length) {
            records++;
            for (int field = 0; field < fields.size(); field++) {
                bytes += fields.at(field).has() ? fields.at(field).length() : 0;
            }
        }

        @Override
        public void bad(long ordinal, String reason, byte[] raw, int from, int length) {
            bad++;
        }
    }
}
