package dev.tidemark.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a process took, from before its start until after its end.
 *
 * @param wall seconds
 * @param cpu  seconds of all its threads, user and system, as the kernel counts them for its parent
 * @param said its last line of output
 */
record Cost(double wall, double cpu, String said) {
    /** The shell's {@code times} is the only portable way to the CPU time of a child that has ended. */
    private static final String SCRIPT = "log=$1; shift; \"$@\" >\"$log\" 2>&1; status=$?; times; exit $status";

    private static final Pattern TIME = Pattern.compile("(\\d+)m([0-9.]+)s");

    /** @throws IOException if it ends with another status than 0; says what it printed */
    static Cost of(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("bench", ".log");
        List<String> all = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", log.toString()));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        String times = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        double wall = (System.nanoTime() - begin) / 1e9;
        List<String> lines = Files.readAllLines(log);
        Files.delete(log);
        if (status != 0) {
            throw new IOException(command + " ended with " + status + ":\n" + String.join("\n", lines));
        }
        return new Cost(wall, ofChildren(times), lines.isEmpty() ? "" : lines.getLast());
    }

    /** The first two times are the shell's own. */
    private static double ofChildren(String times) {
        return TIME.matcher(times).results().skip(2).mapToDouble(Cost::seconds).sum();
    }

    private static double seconds(MatchResult time) {
        return 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
    }

    /** The one in the middle, of the wall and the CPU times each. */
    static Cost median(List<Cost> costs) {
        List<Double> walls = costs.stream().map(Cost::wall).sorted().toList();
        List<Double> cpus = costs.stream().map(Cost::cpu).sorted().toList();
        int middle = costs.size() / 2;
        return new Cost(walls.get(middle), cpus.get(middle), costs.getLast().said());
    }
}
