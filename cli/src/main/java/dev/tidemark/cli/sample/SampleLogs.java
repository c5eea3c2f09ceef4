package dev.tidemark.cli.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes logs of a made-up company as AWS and nginx leave them. On the second day a stranger shows up in all of them.
 *
 * <p>The same seed, start and size give the same text. Files are written by several threads.
 */
public final class SampleLogs {
    /**
     * How much to write: {@code days × accounts × regions × filesPerDay} files.
     *
     * @param accounts    up to 8
     * @param regions     up to 4
     * @param filesPerDay of each account and region, a divisor of 1440
     * @param rowsPerFile about; a CloudTrail file holds from half to one and a half of it
     */
    public record Size(int days, int accounts, int regions, int filesPerDay, int rowsPerFile) {
        int files() {
            return days * accounts * regions * filesPerDay;
        }
    }

    /** What was written; bytes are those of the text before compression. */
    public record Written(long files, long rows, long bytes) {
        Written plus(Written more) {
            return new Written(files + more.files, rows + more.rows, bytes + more.bytes);
        }
    }

    /** One file: its place in the order of files, and what it is about. */
    private record Slot(int number, int day, String account, String region, Instant start) {}

    private static final Duration INTRUSION = Duration.ofHours(27);

    private final Instant start;
    private final long seed;
    private final Cast cast;

    /** @param start the first instant of the logs, cut to the day */
    public SampleLogs(Instant start, long seed) {
        this.start = start.truncatedTo(ChronoUnit.DAYS);
        this.seed = seed;
        cast = new Cast(seed);
    }

    /** {@code AWSLogs/ACCOUNT/CloudTrail/REGION/yyyy/MM/dd/….json.gz} in the folder. */
    public Written cloudTrail(Path folder, Size size) throws IOException {
        CloudTrailEvents events = new CloudTrailEvents(cast);
        return write(size, slot -> {
            Dice dice = Dice.of(seed, "cloudtrail", slot.number);
            int rows = Math.max(1, size.rowsPerFile / 2 + dice.below(size.rowsPerFile));
            Duration step = Duration.ofDays(1).dividedBy((long) size.filesPerDay * rows);
            StringBuilder json = new StringBuilder(rows * 1600).append("{\"Records\":[");
            for (int i = 0; i < rows; i++) {
                Instant time = slot.start.plus(step.multipliedBy(i)).truncatedTo(ChronoUnit.SECONDS);
                events.append(i == 0 ? json : json.append(','), dice, time, slot.account, slot.region);
            }
            if (intruded(slot, size)) {
                rows += events.appendIntrusion(json, dice, start.plus(INTRUSION), slot.account, slot.region);
            }
            String unique = dice.text(Dice.ALPHANUMERIC, 16);
            String name = slot.account + "_CloudTrail_" + slot.region + stamp(slot.start) + unique + ".json.gz";
            return gzip(aws(folder, "CloudTrail", slot).resolve(name), json.append("]}"), rows);
        });
    }

    /** {@code AWSLogs/ACCOUNT/vpcflowlogs/REGION/yyyy/MM/dd/….log.gz} in the folder, each with a header. */
    public Written flowLogs(Path folder, Size size) throws IOException {
        FlowLines lines = new FlowLines(cast);
        return write(size, slot -> {
            Dice dice = Dice.of(seed, "vpcflow", slot.number);
            int rows = size.rowsPerFile;
            StringBuilder text = new StringBuilder(rows * 125).append(FlowLines.HEADER);
            for (int i = 0; i < rows; i++) {
                lines.append(text, dice, slot.account, slot.start.getEpochSecond());
            }
            if (intruded(slot, size)) {
                for (int port = 20; port < 1020; port += 4, rows++) {
                    lines.appendKnock(
                            text, dice, slot.account, start.plus(INTRUSION).getEpochSecond(), port);
                }
            }
            String unique = dice.text(Dice.HEX, 8);
            String name = slot.account + "_vpcflowlogs_" + slot.region + "_fl-0" + dice.text(Dice.HEX, 16)
                    + stamp(slot.start) + unique + ".log.gz";
            return gzip(aws(folder, "vpcflowlogs", slot).resolve(name), text, rows);
        });
    }

    /** {@code access.log} of the last day, {@code access.log.1} of the one before, then {@code access.log.2.gz} …. */
    public Written nginx(Path folder, int days, int rowsPerDay) throws IOException {
        WebLines lines = new WebLines(cast);
        return write(new Size(days, 1, 1, 1, rowsPerDay), slot -> {
            Dice dice = Dice.of(seed, "nginx", slot.number);
            long step = Duration.ofDays(1).dividedBy(rowsPerDay).toMillis();
            StringBuilder text = new StringBuilder(rowsPerDay * 220);
            int rows = rowsPerDay;
            for (int i = 0; i < rowsPerDay; i++) {
                Instant time = slot.start.plusMillis(step * i);
                lines.append(text, dice, time);
                if (slot.day == 1 && i % 100 == 0 && time.isAfter(start.plus(INTRUSION))) {
                    lines.appendGuess(text, dice, time);
                    rows++;
                }
            }
            int age = days - 1 - slot.day;
            Path file = folder.resolve("access.log" + (age == 0 ? "" : age == 1 ? ".1" : "." + age + ".gz"));
            return age < 2 ? plain(file, text, rows) : gzip(file, text, rows);
        });
    }

    private interface FileWriter {
        Written write(Slot slot) throws IOException;
    }

    private Written write(Size size, FileWriter writer) throws IOException {
        try {
            return IntStream.range(0, size.files())
                    .parallel()
                    .mapToObj(number -> {
                        try {
                            return writer.write(slot(number, size));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .reduce(new Written(0, 0, 0), Written::plus);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Slot slot(int number, Size size) {
        int streams = size.accounts * size.regions;
        int stream = number % streams;
        int period = number / streams;
        Duration step = Duration.ofDays(1).dividedBy(size.filesPerDay);
        return new Slot(
                number,
                period / size.filesPerDay,
                cast.accounts[stream / size.regions],
                cast.regions[stream % size.regions],
                start.plus(step.multipliedBy(period)));
    }

    /** Whether the file is the first account's, in its first region, of the time when the stranger came. */
    private boolean intruded(Slot slot, Size size) {
        Instant intrusion = start.plus(INTRUSION);
        Duration step = Duration.ofDays(1).dividedBy(size.filesPerDay);
        return slot.number % (size.accounts * size.regions) == 0
                && !intrusion.isBefore(slot.start)
                && intrusion.isBefore(slot.start.plus(step));
    }

    private static Path aws(Path folder, String service, Slot slot) {
        String day = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).format(slot.start.atOffset(ZoneOffset.UTC));
        return folder.resolve("AWSLogs/" + slot.account + "/" + service + "/" + slot.region + "/" + day);
    }

    private static String stamp(Instant time) {
        return DateTimeFormatter.ofPattern("'_'yyyyMMdd'T'HHmm'Z_'", Locale.ROOT)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    private static Written gzip(Path file, CharSequence text, int rows) throws IOException {
        byte[] bytes = text.toString().getBytes(US_ASCII);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(bytes);
        }
        return new Written(1, rows, bytes.length);
    }

    private static Written plain(Path file, CharSequence text, int rows) throws IOException {
        byte[] bytes = text.toString().getBytes(US_ASCII);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return new Written(1, rows, bytes.length);
    }
}
