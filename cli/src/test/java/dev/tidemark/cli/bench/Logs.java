package dev.tidemark.cli.bench;

import dev.tidemark.cli.sample.SampleLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Generated logs in a folder.
 *
 * @param table that they are collected into
 */
record Logs(String table, Path folder, SampleLogs.Written written) {
    private static final long SEED = 20250601;
    private static final SampleLogs.Size EVENTS = new SampleLogs.Size(5, 4, 2, 3, 1850);
    private static final SampleLogs.Size FLOWS = new SampleLogs.Size(5, 2, 2, 3, 50_100);
    private static final SampleLogs.Size FIVE_TIMES_EVENTS = new SampleLogs.Size(10, 4, 3, 5, 1850);
    private static final SampleLogs.Size FIVE_TIMES_FLOWS = new SampleLogs.Size(10, 2, 3, 5, 50_100);
    private static final SampleLogs.Size SMALL = new SampleLogs.Size(11, 8, 4, 288, 2);

    private static SampleLogs samples() {
        return new SampleLogs(Instant.parse("2025-06-01T00:00:00Z"), SEED);
    }

    /** 120 files with more than 200,000 CloudTrail events. */
    static Logs cloudTrail(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Logs("aws_cloudtrail_log", folder, samples().cloudTrail(folder, EVENTS));
    }

    /** 60 files with more than 3 million flows. */
    static Logs flows(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Logs("aws_vpc_flow_log", folder, samples().flowLogs(folder, FLOWS));
    }

    /** 600 files with more than a million CloudTrail events. */
    static Logs muchCloudTrail(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Logs("aws_cloudtrail_log", folder, samples().cloudTrail(folder, FIVE_TIMES_EVENTS));
    }

    /** 300 files with more than 15 million flows. */
    static Logs manyFlows(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Logs("aws_vpc_flow_log", folder, samples().flowLogs(folder, FIVE_TIMES_FLOWS));
    }

    /** More than 100,000 files with two flows each. */
    static Logs manyFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Logs("aws_vpc_flow_log", folder, samples().flowLogs(folder, SMALL));
    }
}
