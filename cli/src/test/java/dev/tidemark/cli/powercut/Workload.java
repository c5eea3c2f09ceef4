package dev.tidemark.cli.powercut;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Flow logs in many small files: half of them in folders by day, half without a time in their names. */
final class Workload {
    static final String[] COLLECT = {"collect", "--chunk-size", "100kB", "--output", "json"};

    /** Equal for equal multisets of rows, whatever their order, and as good as never for others. */
    static final String DIGEST = "select count(*), bit_xor(hash(t)), sum(hash(t) % 1000000007) from "
            + "(select * exclude (tp_ingest_timestamp) from aws_vpc_flow_log) t";

    private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

    private Workload() {}

    /** Writes {@code files} files of {@code rows} rows each. */
    static void write(Path logs, int files, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < files; i++) {
            boolean timed = i % 2 == 0;
            LocalDate day = LocalDate.of(2025, 3, 1 + i / 2 % 10);
            Path folder = timed
                    ? logs.resolve(
                            "timed/%d/%02d/%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth()))
                    : logs.resolve("flat");
            Files.createDirectories(folder);
            write(folder.resolve("flow-%04d.log.gz".formatted(i)), rows, random);
        }
    }

    private static void write(Path file, int rows, Random random) throws IOException {
        StringBuilder text =
                new StringBuilder("version account-id interface-id srcaddr dstaddr srcport dstport protocol"
                        + " packets bytes start end action log-status\n");
        for (int i = 0; i < rows; i++) {
            long start = START.getEpochSecond() + random.nextInt(10 * 86_400);
            text.append("2 123456789012 eni-")
                    .append(random.nextInt(50))
                    .append(" 10.0.0.")
                    .append(random.nextInt(250));
            text.append(" 10.1.0.").append(random.nextInt(250)).append(' ').append(1024 + random.nextInt(60_000));
            text.append(" 443 6 ").append(random.nextInt(1000)).append(' ').append(random.nextInt(1_000_000));
            text.append(' ').append(start).append(' ').append(start + 60).append(" ACCEPT OK\n");
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(UTF_8));
        }
    }

    /** A workspace with a source for each half of the logs, and the state in files. */
    static Path workspace(Path folder, Path logs) throws IOException {
        return workspace(folder, logs, "");
    }

    /**
     * A workspace with a source for each half of the logs.
     *
     * @param state more settings of {@code [state]}
     */
    static Path workspace(Path folder, Path logs, String state) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tidemark.toml"), """
                [state]
                auto_save_interval = "100ms"
                %2$s

                [sources.flat]
                table = "aws_vpc_flow_log"
                config.paths = ["%1$s/flat"]

                [sources.timed]
                table = "aws_vpc_flow_log"
                config.paths = ["%1$s/timed"]
                config.file_layout = "%%{YEAR:year}/%%{MONTHNUM:month}/%%{MONTHDAY:day}/%%{DATA}.log.gz"
                """.formatted(logs, state));
        return folder;
    }
}
