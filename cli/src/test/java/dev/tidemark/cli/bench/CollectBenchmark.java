package dev.tidemark.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program against DuckDB's SQL, against parsing alone, against listing and against an empty JVM: each a
 * process of its own, in turns, medians. Prints tables; with {@code -Dbench.assert} the targets must be met.
 */
class CollectBenchmark {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String LEVEL = System.getProperty("bench.duckdb.zstd", "3");
    private static final boolean ASSERTS = System.getProperty("bench.assert") != null;
    private static final Pattern STORED = Pattern.compile("\"stored\":(\\d+)");
    private static final List<String> LIKE_OURS = List.of(
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "-XX:Tier4InvocationThreshold=400000",
            "-XX:Tier4MinInvocationThreshold=100000",
            "-XX:Tier4CompileThreshold=1000000",
            "-XX:Tier4BackEdgeThreshold=3000000");

    @TempDir
    static Path folder;

    private static Program program;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        program = Program.install(folder.resolve("program"));
        if (!program.isTrained()) {
            System.out.println("There is no start-up cache: the JDK is older than 25, or training failed.");
        }
    }

    @Test
    void collectsCloudTrail() throws IOException, InterruptedException {
        atMost(1 / 1.8, compare("CloudTrail", Logs.muchCloudTrail(folder.resolve("much-trail"))));
    }

    @Test
    void collectsFlowLogs() throws IOException, InterruptedException {
        atMost(1 / 1.8, compare("VPC flow logs", Logs.manyFlows(folder.resolve("many-flows"))));
    }

    @Test
    void collectsALittleCloudTrail() throws IOException, InterruptedException {
        compare("CloudTrail, a fifth", Logs.cloudTrail(folder.resolve("trail")));
    }

    @Test
    void collectsFewFlowLogs() throws IOException, InterruptedException {
        compare("VPC flow logs, a fifth", Logs.flows(folder.resolve("flows")));
    }

    @Test
    void findsNothingNew() throws IOException, InterruptedException {
        Logs logs = Logs.cloudTrail(folder.resolve("nothing-new"));
        Path workspace = Files.createDirectories(folder.resolve("idle"));
        collect(workspace, logs);
        List<Cost> idle = new ArrayList<>();
        List<Cost> hello = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS + 1; round++) {
            hello.add(program.java(List.of(), Hello.class));
            idle.add(collect(workspace, logs));
        }
        Cost ours = Cost.median(idle);
        Cost least = Cost.median(hello);
        print("| | wall s | CPU s |\n|---|---|---|");
        print("| collect, nothing new in 120 files | %.2f | %.2f |", ours.wall(), ours.cpu());
        print("| a JVM that says hello | %.2f | %.2f |", least.wall(), least.cpu());
        print("| ratio | %.1f | %.1f |%n", ours.wall() / least.wall(), ours.cpu() / least.cpu());
        atMost(15, ours.cpu() / least.cpu());
    }

    @Test
    void knowsAHundredThousandFiles() throws IOException, InterruptedException {
        Logs logs = Logs.manyFiles(folder.resolve("many"));
        Path workspace = Files.createDirectories(folder.resolve("known"));
        Cost first = collect(workspace, logs);
        List<Cost> again = new ArrayList<>();
        List<Cost> list = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            list.add(program.java(List.of(), ListFiles.class, logs.folder().toString()));
            again.add(collect(workspace, logs));
        }
        Cost ours = Cost.median(again);
        Cost listing = Cost.median(list);
        print("| %,d files | wall s | CPU s |%n|---|---|---|", logs.written().files());
        print("| collect them for the first time | %.2f | %.2f |", first.wall(), first.cpu());
        print("| collect again | %.2f | %.2f |", ours.wall(), ours.cpu());
        print("| a JVM that lists them | %.2f | %.2f |", listing.wall(), listing.cpu());
        print("| difference | %.2f | %.2f |%n", ours.wall() - listing.wall(), ours.cpu() - listing.cpu());
        atMost(2, ours.wall() - listing.wall());
    }

    /** Our share of DuckDB's wall time. */
    private static double compare(String what, Logs logs) throws IOException, InterruptedException {
        List<Cost> collect = new ArrayList<>();
        List<Cost> duck = new ArrayList<>();
        List<Cost> parse = new ArrayList<>();
        String rows = String.valueOf(logs.written().rows());
        long ourBytes = 0;
        long duckBytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path workspace = Files.createDirectory(folder.resolve("workspace"));
            collect.add(collect(workspace, logs));
            assertThat(stored(collect.getLast())).isEqualTo(rows);
            Path lake = folder.resolve("duck-lake");
            duck.add(program.java(
                    List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    DuckDb.class,
                    logs.table(),
                    logs.folder().toString(),
                    lake.toString(),
                    LEVEL));
            assertThat(duck.getLast().said()).isEqualTo(rows);
            if (round == 0) {
                assertThat(content(workspace, lake)).isEqualTo("same");
            }
            ourBytes = sweep(workspace);
            duckBytes = sweep(lake);
            parse.add(program.java(
                    LIKE_OURS, ParseOnly.class, logs.table(), logs.folder().toString()));
            assertThat(parse.getLast().said()).isEqualTo(rows);
        }
        print(
                "| %s: %,d rows, %,d files, %,d MB | wall s | CPU s | rows/s | MB out |%n|---|---|---|---|---|",
                what,
                logs.written().rows(),
                logs.written().files(),
                logs.written().bytes() / 1_000_000);
        Cost ours = Cost.median(collect);
        Cost theirs = Cost.median(duck);
        Cost parsing = Cost.median(parse);
        print("tidemark collect", ours, logs, ourBytes / 1e6);
        print("DuckDB SQL", theirs, logs, duckBytes / 1e6);
        print("gunzip and parse only", parsing, logs, 0);
        print("| DuckDB / tidemark | %.2f | %.2f | | |", theirs.wall() / ours.wall(), theirs.cpu() / ours.cpu());
        print("| tidemark / parse | | %.2f | | |%n", ours.cpu() / parsing.cpu());
        atMost(3, ours.cpu() / parsing.cpu());
        return ours.wall() / theirs.wall();
    }

    /** Whether both wrote the same rows. */
    private static String content(Path ours, Path theirs) throws IOException, InterruptedException {
        return program.java(List.of(), Content.class, ours.toString(), theirs.toString())
                .said();
    }

    private static void print(String who, Cost cost, Logs logs, double megabytes) {
        print(
                "| %s | %.2f | %.2f | %,.0f | %s |",
                who,
                cost.wall(),
                cost.cpu(),
                logs.written().rows() / cost.wall(),
                megabytes == 0 ? "" : String.format(Locale.ROOT, "%.0f", megabytes));
    }

    private static Cost collect(Path workspace, Logs logs) throws IOException, InterruptedException {
        return program.run(
                "--workspace",
                workspace.toString(),
                "collect",
                "--output",
                "json",
                logs.table(),
                logs.folder().toString());
    }

    private static String stored(Cost collected) {
        Matcher stored = STORED.matcher(collected.said());
        return stored.find() ? stored.group(1) : collected.said();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }

    private static void atMost(double target, double measured) {
        if (ASSERTS) {
            assertThat(measured).isLessThanOrEqualTo(target);
        }
    }

    /** Deletes a folder; returns the bytes of the Parquet files that were in it. */
    private static long sweep(Path root) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".parquet")) {
                    bytes.addAndGet(attributes.size());
                }
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes.get();
    }
}
