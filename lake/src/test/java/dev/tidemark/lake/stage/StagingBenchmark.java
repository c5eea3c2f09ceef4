package dev.tidemark.lake.stage;

import dev.tidemark.api.table.Row;
import dev.tidemark.api.table.Schema;
import dev.tidemark.api.table.Type;
import dev.tidemark.lake.parquet.Layout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What staging costs, from filled rows to durable files: {@code StagingBenchmark FOLDER [ROUNDS [ZSTD_LEVEL]]}.
 *
 * <p>Prints the thread's CPU time for 3 million flow logs and 200,000 CloudTrail events, in chunks as a worker has them,
 * without the cost of filling the rows, which is measured alone.
 */
final class StagingBenchmark {
    private StagingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        RecordedRows flows = new LogRows().flows(300_000);
        RecordedRows events = new LogRows().events(50_000);
        try (Encoders encoders = arguments.length > 2 ? new Encoders(Integer.parseInt(arguments[2])) : new Encoders()) {
            for (int round = 0; round < rounds; round++) {
                measure("flow logs", flows, 10, folder, encoders);
                measure("CloudTrail", events, 4, folder, encoders);
            }
        }
    }

    private static void measure(String what, RecordedRows rows, int times, Path folder, Encoders encoders)
            throws IOException {
        long begin = cpuNanos();
        for (int i = 0; i < times; i++) {
            fill(rows);
        }
        long filled = cpuNanos() - begin;
        long wall = System.nanoTime();
        begin = cpuNanos();
        long bytes = 0;
        for (int i = 0; i < times; i++) {
            bytes += stage(rows, folder, encoders);
        }
        long cpu = cpuNanos() - begin - filled;
        System.out.printf(
                "%-10s %.2f CPU s for %,d rows, %,.0f rows per CPU s, %.1f MB; filling %.2f s, wall %.2f s%n",
                what,
                cpu / 1e9,
                (long) rows.rows() * times,
                (double) rows.rows() * times / cpu * 1e9,
                bytes / 1e6,
                filled / 1e9,
                (System.nanoTime() - wall) / 1e9);
    }

    private static void fill(RecordedRows rows) {
        Row row = new Row(rows.schema());
        for (int i = 0; i < rows.rows(); i++) {
            row.clear();
            rows.fill(row, i);
        }
    }

    private static long stage(RecordedRows rows, Path folder, Encoders encoders) throws IOException {
        StagingWriter.Target target = new StagingWriter.Target(folder, folder, "table", "trail");
        Row row = new Row(rows.schema());
        try (StagingWriter writer = new StagingWriter(target, layout(rows.schema()), encoders)) {
            for (int i = 0; i < rows.rows(); i++) {
                row.clear();
                rows.fill(row, i);
                writer.append(row);
            }
            StagedFiles staged = StagedFiles.parse(writer.prepare().contents());
            long bytes = 0;
            for (StagedFile file : staged.files()) {
                bytes += file.bytes();
                Files.delete(folder.resolve(file.path()));
            }
            return bytes;
        }
    }

    private static Layout layout(Schema schema) {
        List<Schema.Node> nodes = schema.nodes();
        return new Layout(
                schema,
                nodes.stream().map(node -> node.number() + 1).toList(),
                nodes.stream()
                        .map(node -> node.type() instanceof Type.ListOf ? 1000 + node.number() : 0)
                        .toList());
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
