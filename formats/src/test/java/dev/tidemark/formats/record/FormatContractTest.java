package dev.tidemark.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.api.BadArtifactException;
import dev.tidemark.formats.Input.Tail;
import dev.tidemark.formats.bytes.Packed;
import dev.tidemark.formats.bytes.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every format: seen through windows of any size, in any number of runs, compressed or not. */
class FormatContractTest {
    private static final long SEED = 1120;
    private static final byte BROKEN = (byte) 0xff;

    /** @param line one record, with a number in it, of which {@code wanted} are the fields */
    record Sample(FormatOptions options, String header, String line, List<String> wanted) {
        byte[] content(Random random, int lines) {
            byte[] content = lines(random, lines).getBytes(UTF_8);
            for (int at = 0; at < content.length; at++) {
                content[at] = content[at] == '~' ? BROKEN : content[at];
            }
            return content;
        }

        private String lines(Random random, int lines) {
            StringBuilder text = new StringBuilder(header);
            for (int number = 0; number < lines; number++) {
                String record = line.formatted(number, "é".repeat(random.nextInt(4)) + "x".repeat(random.nextInt(30)));
                switch (random.nextInt(10)) {
                    case 0 -> text.append(record.replace("x", "~")); // bad UTF-8, if it has an x
                    case 1 -> text.append(record, 0, record.length() / 2);
                    case 2 -> text.append(record).append('\r');
                    case 3 -> text.append("\n").append(record);
                    default -> text.append(record);
                }
                text.append('\n');
            }
            return text.toString();
        }
    }

    static Stream<Sample> lines() {
        String apache = "10.0.0.%d - %s [20/Nov/2026:06:55:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"";
        return Stream.of(
                new Sample(
                        new JsonLines(), "", "{\"n\":%d,\"t\":\"%s\\n\",\"o\":{\"a\":[1,{}]}}", List.of("n", "t", "o")),
                new Sample(Delimited.spaces(List.of("n", "t", "u")), "n t u\n", "%d %s -", List.of("t", "n")),
                new Sample(Delimited.CSV, "n,t\n", "%d,\"%s\"\"\"", List.of("n", "t")),
                new Sample(new Regex("^(?<n>\\d+) (?<t>.*) end$"), "", "%d %s end", List.of("n", "t")),
                new Sample(new GrokLines("^%{INT:n}:%{DATA:t}:$", Map.of()), "", "%d:%s:", List.of("n", "t")),
                new Sample(new ApacheAccessLog(""), "", apache, List.of("remote_addr", "remote_user", "request_uri")),
                new Sample(
                        new NginxAccessLog(NginxAccessLog.COMBINED),
                        "",
                        apache,
                        List.of("remote_addr", "remote_user", "time_local")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    @DisplayName("row-accounting: lines = records + bad ones, whatever is broken")
    void everyLineIsARecordOrBad(Sample sample) throws IOException {
        for (int round = 0; round < 20; round++) {
            byte[] content = sample.content(new Random(SEED + round), 50);
            long lines = new String(content, UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .count();

            Read read = read(sample, content, 0, Tail.RECORD, 1 << 16);

            if (sample.options().equals(Delimited.CSV)) {
                continue; // where quotes are broken, a record is not a line
            }
            assertThat(read.records.size()
                            + read.problems.size()
                            + (sample.header().isEmpty() ? 0 : 1))
                    .as("seed %d", SEED + round)
                    .isEqualTo((int) lines);
            assertThat(read.records).isNotEmpty();
            assertThat(read.problems).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theSizeOfTheWindowDoesNotMatter(Sample sample) throws IOException {
        byte[] content = sample.content(new Random(SEED), 60);
        Read expected = read(sample, content, 0, Tail.RECORD, 1 << 16);
        for (int size = 8; size < 200; size += 5) {
            assertSame(read(sample, content, 0, Tail.RECORD, size), expected, "window of " + size);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    @DisplayName("crash-mid-object: any number of runs over a growing file gives each record once")
    void anyNumberOfRunsGivesEachRecordOnce(Sample sample) throws IOException {
        for (int round = 0; round < 30; round++) {
            Random random = new Random(SEED + round);
            byte[] content = sample.content(random, 40);
            Read expected = read(sample, content, 0, Tail.RECORD, 1 << 16);
            List<Map<String, String>> records = new ArrayList<>();
            List<String> raw = new ArrayList<>();
            int problems = 0;
            long next = 0;
            for (int size = 0; size < content.length; ) {
                size = Math.min(content.length, size + 1 + random.nextInt(300));
                Tail tail = size == content.length ? Tail.RECORD : Tail.UNFINISHED;
                Read read = read(sample, Arrays.copyOf(content, size), next, tail, 64);
                assertThat(read.decoded.next()).isBetween(next, (long) size);
                next = read.decoded.next();
                records.addAll(read.records);
                raw.addAll(read.raw);
                problems += read.problems.size();
            }
            assertThat(raw).as("seed %d", SEED + round).isEqualTo(expected.raw);
            assertThat(records).as("seed %d", SEED + round).isEqualTo(expected.records);
            assertThat(problems).isEqualTo(expected.problems.size());
            assertThat(next).isEqualTo(content.length);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void compressionDoesNotMatterAndATornArchiveIsBad(Sample sample) throws IOException {
        byte[] content = sample.content(new Random(SEED), 60);
        byte[] gzip = Packed.gzip(content);
        Read expected = read(sample, content, 0, Tail.RECORD, 1 << 16);

        assertSame(Read.all(sample.options(), gzip, names(sample)), expected, "gzip");
        assertSame(Read.all(sample.options(), Packed.zstd(content), names(sample)), expected, "zstd");
        assertSame(Read.all(sample.options(), Packed.zip(content), names(sample)), expected, "zip");
        for (int length = 3; length < gzip.length; length += 7) {
            byte[] torn = Arrays.copyOf(gzip, length);
            assertThatThrownBy(() -> Read.all(sample.options(), torn, names(sample)))
                    .isInstanceOf(BadArtifactException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aReaderIsUsedAgainAlsoAfterABadArtifact(Sample sample) throws IOException {
        byte[] content = sample.content(new Random(SEED), 30);
        byte[] torn = Arrays.copyOf(Packed.gzip(content), 100);
        Read expected = read(sample, content, 0, Tail.RECORD, 1 << 16);
        RecordReader reader = Formats.of(sample.options()).reader(sample.wanted());

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Read.with(reader, "x.gz", torn, 0, Tail.RECORD, names(sample)))
                    .isInstanceOf(BadArtifactException.class);
            assertSame(Read.with(reader, "x", content, 0, Tail.RECORD, names(sample)), expected, "again");
        }
    }

    static Stream<Sample> documents() {
        return Stream.of(
                new Sample(new JsonDocument("a.b"), "", "{\"n\":%d,\"t\":\"%s\\n\"}", List.of("n", "t", "")),
                new Sample(
                        new JsonDocument("a.b"), "", "{\"n\":%d,\"t\":\"%s\\n\"}", List.of("n", "t", "$.a.z", "$.y")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theSizeOfTheWindowDoesNotMatterToDocumentsEither(Sample sample) throws IOException {
        for (int round = 0; round < 10; round++) {
            Random random = new Random(SEED + round);
            StringBuilder text = new StringBuilder("{\"x\":[{\"b\":1}],\"a\":{\"z\":\"é\\t\",\"b\":[");
            for (int number = 0; number < 40; number++) {
                text.append(number == 0 ? "" : ",\n")
                        .append(sample.line().formatted(number, "é".repeat(random.nextInt(40))));
            }
            byte[] content = text.append("],\"c\":[]},\"y\":12345}").toString().getBytes(UTF_8);
            Read expected = read(sample, content, 0, Tail.RECORD, 1 << 16);
            assertThat(expected.records).hasSize(40);
            for (int size = 8; size < 300; size += 7) {
                assertSame(read(sample, content, 0, Tail.RECORD, size), expected, "window of " + size);
                assertSame(read(sample, content, 0, Tail.UNFINISHED, size), expected, "window of " + size);
            }
        }
    }

    private static Read read(Sample sample, byte[] content, long next, Tail tail, int window) throws IOException {
        RecordReader reader = Formats.compiled(sample.options()).reader(sample.wanted(), new Window(window));
        return Read.with(reader, "x", content, next, tail, names(sample));
    }

    private static String[] names(Sample sample) {
        return sample.wanted().toArray(String[]::new);
    }

    private static void assertSame(Read read, Read expected, String place) {
        assertThat(read.records).as(place).isEqualTo(expected.records);
        assertThat(read.raw).as(place).isEqualTo(expected.raw);
        assertThat(read.ordinals).as(place).isEqualTo(expected.ordinals);
        assertThat(read.problems).as(place).isEqualTo(expected.problems);
        assertThat(read.decoded).as(place).isEqualTo(expected.decoded);
    }
}
