package dev.tidemark.lake;

import dev.tidemark.api.Claim;
import dev.tidemark.api.Staged;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process of its own that publishes claims, and may be killed at any moment after it said "ready". */
final class PublishingChild {
    private PublishingChild() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        long number = Long.parseLong(args[2]);
        try (Lake lake = Lake.open(folder, Clock.systemUTC(), LakeSettings.DEFAULTS);
                LakeSink sink = new LakeSink(lake)) {
            List<Staged> chunks = read(Path.of(args[1]));
            sink.published("web"); // so that classes and catalog are loaded
            PrintStream out = System.out;
            out.println("ready");
            out.flush();
            for (Staged chunk : chunks) {
                sink.publish(new Claim("web", number++, List.of(chunk)));
            }
        }
    }

    static void write(Path file, List<Staged> chunks) throws IOException {
        Files.write(file, chunks.stream().map(Staged::contents).toList());
    }

    private static List<Staged> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(contents -> new Staged(Logs.TABLE, 1, 1, contents))
                .toList();
    }
}
