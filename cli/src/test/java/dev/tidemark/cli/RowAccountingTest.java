package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.cli.Trial.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is dropped in silence, whatever was done to the files. */
class RowAccountingTest {
    private static final int FILES = 120;
    private static final long SEED = Long.getLong("tidemark.seed", System.nanoTime());
    private static final Pattern EXTRACTED = Pattern.compile("\"event\":\"extracted\",.*\"location\":\"([^\"]*)\".*"
            + "\"read\":(\\d+),\"stored\":(\\d+),\"filtered\":(\\d+),\"quarantined\":(\\d+)");

    /** What the events say of a file. */
    private record Counts(long read, long stored, long filtered, long quarantined) {}

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, Long> written = new HashMap<>();
    private Trial trial;

    @BeforeEach
    void open() throws IOException {
        trial = new Trial(folder);
    }

    @Test
    @DisplayName("row-accounting: of each file, records read = stored + filtered + quarantined, over fuzzed inputs")
    void everyRecordOfEveryFileIsAccountedFor() throws IOException {
        trial.configured("""
                [sources.app]
                table = "app"
                config = { paths = ["LOGS"], settle = "0s" }
                [tables.app]
                format = "jsonl.default"
                filter = "n % 3 <> 0"
                [tables.app.columns]
                n = { type = "bigint", required = true }
                text = "varchar"
                tp_timestamp = { source = "at" }
                """);
        for (int i = 0; i < FILES; i++) {
            write(i);
        }

        Ended ended = trial.collect();

        assertThat(ended.status()).as("seed %d", SEED).isEqualTo(Status.INCOMPLETE);
        Map<String, Counts> counts = counts(ended.result().out());
        assertThat(counts).allSatisfy((file, count) -> {
            assertThat(count.read())
                    .as("%s, seed %d", file, SEED)
                    .isEqualTo(count.stored() + count.filtered() + count.quarantined())
                    .isEqualTo(written.getOrDefault(file, count.read()));
        });
        assertThat(ended.figure("read"))
                .isEqualTo(ended.figure("stored") + ended.figure("filtered") + ended.figure("quarantined"));
        assertThat(stored()).as("seed %d", SEED).isEqualTo(nonZero(counts, Counts::stored));
        Map<String, Long> aside = aside("\\d");
        assertThat(aside).as("seed %d", SEED).isEqualTo(nonZero(counts, Counts::quarantined));
        assertThat(aside("null").keySet()).as("seed %d", SEED).doesNotContainAnyElementsOf(counts.keySet());
        assertThat(aside("null")).hasSize((int) ended.figure("set_aside")).isNotEmpty();
        assertThat(trial.rows()).isZero();
    }

    private void write(int number) throws IOException {
        List<String> lines = new ArrayList<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            lines.add("{\"at\":" + (1748822400 + random.nextInt(200_000)) + ",\"n\":" + random.nextInt(1000)
                    + ",\"text\":\"" + "é".repeat(random.nextInt(9)) + i + "\"}");
        }
        boolean packed = random.nextBoolean();
        byte[] content = Trial.text(lines).getBytes(UTF_8);
        if (random.nextInt(3) > 0) {
            content = damaged(content);
        }
        String name = "f" + number + (packed ? ".log.gz" : ".log");
        if (packed) {
            byte[] bytes = Trial.gzip(List.of(new String(content, UTF_8)));
            trial.write(name, random.nextInt(3) > 0 ? bytes : torn(bytes));
        } else {
            written.put(trial.write(name, content).toString(), records(content));
        }
    }

    /** Some bytes are lost, doubled or changed: JSON that is broken, text that is not UTF-8. */
    private byte[] damaged(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int odds = 50 + random.nextInt(1000);
        for (byte b : content) {
            switch (random.nextInt(odds)) {
                case 0 -> {}
                case 1 -> out.write(random.nextInt(256));
                case 2 -> out.writeBytes(new byte[] {b, b});
                case 3 -> out.write(0xff);
                default -> out.write(b);
            }
        }
        return out.toByteArray();
    }

    private byte[] torn(byte[] bytes) {
        byte[] torn = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : 1 + random.nextInt(bytes.length - 1));
        if (torn.length == bytes.length) {
            torn[torn.length - 1 - random.nextInt(8)] ^= 0x10;
        }
        return torn;
    }

    /** Lines that are not blank. */
    private static long records(byte[] content) {
        long records = 0;
        boolean blank = true;
        for (byte b : content) {
            if (b == '\n') {
                records += blank ? 0 : 1;
                blank = true;
            } else {
                blank &= b == ' ' || b == '\t' || b == '\r';
            }
        }
        return records + (blank ? 0 : 1);
    }

    private static Map<String, Counts> counts(String events) {
        Map<String, Counts> counts = new HashMap<>();
        Matcher matcher = EXTRACTED.matcher(events);
        while (matcher.find()) {
            counts.put(
                    matcher.group(1),
                    new Counts(
                            Long.parseLong(matcher.group(2)),
                            Long.parseLong(matcher.group(3)),
                            Long.parseLong(matcher.group(4)),
                            Long.parseLong(matcher.group(5))));
        }
        return counts;
    }

    /** Rows in the lake by the file they come from. */
    private Map<String, Long> stored() {
        return trial.query("select tp_source_location, count(*) from app group by 1").stream()
                .map(line -> line.split(","))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1])));
    }

    /** What is in quarantine by file: what has a record number like this, or has none. */
    private Map<String, Long> aside(String record) {
        Pattern entry = Pattern.compile("\"location\":\"([^\"]*)\",\"record\":" + record);
        return trial.run("quarantine", "list", "-o", "json")
                .out()
                .lines()
                .map(entry::matcher)
                .filter(Matcher::find)
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
    }

    private static Map<String, Long> nonZero(Map<String, Counts> counts, ToLongFunction<Counts> figure) {
        return counts.entrySet().stream()
                .filter(one -> figure.applyAsLong(one.getValue()) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, one -> figure.applyAsLong(one.getValue())));
    }
}
