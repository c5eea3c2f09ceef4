package dev.tidemark.cli;

import dev.tidemark.cli.sample.SampleLogs;
import dev.tidemark.cli.sample.SampleLogs.Size;
import dev.tidemark.cli.sample.SampleLogs.Written;
import dev.tidemark.engine.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A workspace with sample logs and the configuration that collects them. */
final class SampleWorkspace {
    private static final Instant START = Instant.parse("2025-06-02T00:00:00Z");
    private static final long SEED = 1;

    private SampleWorkspace() {}

    /** Writes the logs, then the configuration; what was written, by kind. */
    static Map<String, Written> write(Path folder) throws IOException {
        SampleLogs logs = new SampleLogs(START, SEED);
        Path into = Files.createDirectories(folder).resolve("logs");
        Map<String, Written> written = new LinkedHashMap<>();
        written.put("AWS CloudTrail", logs.cloudTrail(into.resolve("cloudtrail"), new Size(3, 2, 2, 12, 100)));
        written.put("VPC flow logs", logs.flowLogs(into.resolve("vpc"), new Size(3, 2, 2, 12, 1000)));
        written.put("nginx access logs", logs.nginx(into.resolve("nginx"), 3, 15_000));
        try (InputStream in = SampleWorkspace.class.getResourceAsStream("quickstart.toml")) {
            if (in == null) {
                throw new IllegalStateException("quickstart.toml is missing beside " + SampleWorkspace.class);
            }
            Files.write(folder.resolve(Configuration.FILE), in.readAllBytes());
        }
        return written;
    }
}
