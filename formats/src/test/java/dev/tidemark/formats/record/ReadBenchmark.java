package dev.tidemark.formats.record;

import dev.tidemark.formats.Input;
import dev.tidemark.formats.Input.Tail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Compares reading records with plain gunzip of the same bytes, in CPU time of the thread. Run by hand: {@code
 * ReadBenchmark FOLDER ROUNDS}, where the folder has gzip files in {@code ct} (CloudTrail) and {@code vpc} (flow logs).
 */
final class ReadBenchmark {
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

    private interface Job {
        long run(byte[] file) throws IOException;
    }

    private ReadBenchmark() {}

    public static void main(String[] args) throws IOException {
        int rounds = Integer.parseInt(args[1]);
        compare("CloudTrail", Path.of(args[0], "ct"), new JsonDocument("Records"), TRAIL, rounds);
        compare("VPC flow logs", Path.of(args[0], "vpc"), Delimited.spaces(FLOW), FLOW, rounds);
    }

    private static void compare(String title, Path folder, FormatOptions options, List<String> wanted, int rounds)
            throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        RecordReader nothing = Formats.of(options).reader(List.of());
        RecordReader all = Formats.of(options).reader(wanted);
        Map<String, Job> jobs = new LinkedHashMap<>();
        jobs.put("gunzip", ReadBenchmark::gunzip);
        jobs.put("records", file -> read(nothing, file));
        jobs.put("records and fields", file -> read(all, file));
        measure(title, files, jobs, rounds);
    }

    private static void measure(String title, List<byte[]> files, Map<String, Job> jobs, int rounds)
            throws IOException {
        Map<String, long[]> times = new LinkedHashMap<>();
        Map<String, Long> results = new LinkedHashMap<>();
        for (int round = -2; round < rounds; round++) {
            for (Map.Entry<String, Job> job : jobs.entrySet()) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long result = 0;
                for (byte[] file : files) {
                    result += job.getValue().run(file);
                }
                long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                results.put(job.getKey(), result);
                if (round >= 0) {
                    times.computeIfAbsent(job.getKey(), key -> new long[rounds])[round] = time;
                }
            }
        }
        double megabytes = results.get("gunzip") / 1e6;
        double least = median(times.get("gunzip"));
        times.forEach((name, all) -> System.out.printf(
                "%-14s %-20s %6.3f CPU s %6.0f MB/s %5.2f times gunzip%n",
                title, name, median(all) / 1e9, megabytes * 1e9 / median(all), median(all) / least));
        System.out.printf(
                "%-14s %d records, %.0f a CPU second%n",
                title, results.get("records"), results.get("records") * 1e9 / median(times.get("records and fields")));
    }

    private static double median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
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
        if (count.bad > 0) {
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
                bytes += fields.has(field) ? fields.length(field) : 0;
            }
        }

        @Override
        public void bad(long ordinal, String reason, byte[] raw, int from, int length) {
            bad++;
        }
    }
}
